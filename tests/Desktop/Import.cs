// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Pipeline;

namespace PracticeNetSec.Desktop;

/// <summary>What happens while the module is imported.</summary>
internal static class Import
{
    private static readonly ModuleDependencies Dependencies = new();

    /// <summary>Asks, as one of ours would, for a version that nobody has; leaves the module imported.</summary>
    public static Task HookAsync(string module)
    {
        Assembly ours = typeof(ModuleDependencies).Assembly;
        Expect.Same(Path.Combine(module, "PracticeNetSec.Cmdlets.dll"), ours.Location);
        ResolveEventArgs wanted = new("System.Memory, Version=99.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", ours);
        ResolveEventArgs foreign = new(wanted.Name, typeof(object).Assembly);

        Expect.Same(null, Asked(wanted));
        Dependencies.OnImport();
        Expect.Same("System.Memory", Asked(wanted)?.GetName().Name);
        Expect.Same(null, Asked(foreign));
        Dependencies.OnRemove(null!);
        Expect.Same(null, Asked(wanted));
        Dependencies.OnImport();
        return Task.CompletedTask;
    }

    public static Task TypesAsync(string module)
    {
        foreach (string name in new[] { "PracticeNetSec.dll", "PracticeNetSec.Cmdlets.dll" })
        {
            Type[] types = Assembly.LoadFrom(Path.Combine(module, name)).GetTypes();
            Expect.That(types.Length > 10, $"{name} shows {types.Length} types");
            foreach (Type type in types.Where(type => !type.ContainsGenericParameters))
            {
                // Fields and signatures name what the dependencies must have.
                _ = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
                System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }

        return Task.CompletedTask;
    }

    public static Task AssembliesAsync(string module)
    {
        foreach (string file in Directory.GetFiles(module, "*.dll"))
        {
            Expect.That(Assembly.LoadFrom(file).GetName().Name == Path.GetFileNameWithoutExtension(file), $"{file} is another assembly");
        }

        return Task.CompletedTask;
    }

    /// <summary>What the hook alone answers; the frameworks give no other way to ask it.</summary>
    private static Assembly? Asked(ResolveEventArgs wanted)
    {
        FieldInfo? field = typeof(AppDomain).GetField("AssemblyResolve", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? typeof(AppDomain).GetField("_AssemblyResolve", BindingFlags.Instance | BindingFlags.NonPublic);
        Delegate[] hooks = ((Delegate?)field!.GetValue(AppDomain.CurrentDomain))?.GetInvocationList() ?? Array.Empty<Delegate>();
        return hooks.OfType<ResolveEventHandler>()
            .Where(hook => hook.Method.DeclaringType == typeof(ModuleDependencies))
            .Select(hook => hook(AppDomain.CurrentDomain, wanted))
            .FirstOrDefault(found => found is not null);
    }
}
