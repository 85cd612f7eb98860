// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.Data.Sqlite;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// One connection to a history. Write-ahead log and <c>synchronous=FULL</c>: what was committed survives a power failure, readers are
/// never in the way of the writer, and SQLite itself repairs what a killed process left.
/// </summary>
internal sealed class HistoryDatabase : IDisposable
{
    private const int HeaderLength = 16;
    private const string Header = "SQLite format 3\0"; // https://www.sqlite.org/fileformat.html, 1.3
    private const int BusySeconds = 30;

    private HistoryDatabase(string path, SqliteConnection connection)
    {
        Path = path;
        Connection = connection;
        Parts = new PartTable(this);
        Contents = new ContentTable(this);
        Members = new MemberTable(this);
        Runs = new RunTable(this);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The connection.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Texts of which contents are made.</summary>
    public PartTable Parts { get; }

    /// <summary>What checks found.</summary>
    public ContentTable Contents { get; }

    /// <summary>Practices as the inventory had them.</summary>
    public MemberTable Members { get; }

    /// <summary>Runs.</summary>
    public RunTable Runs { get; }

    /// <summary>Does something with a history that exists, and closes it.</summary>
    /// <exception cref="InputException"><c>LedgerIsLineFile</c>: a file of an earlier version.</exception>
    /// <exception cref="InvalidDataException">It is no history, or a damaged one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static T Read<T>(string path, Func<HistoryDatabase, T> use) => SqliteErrors.Translate(path, () =>
    {
        using HistoryDatabase database = OpenForReading(path);
        return use(database);
    });

    /// <summary>Opens a history that exists, to read it.</summary>
    /// <exception cref="SqliteException">See <see cref="SqliteErrors"/>.</exception>
    public static HistoryDatabase OpenForReading(string path)
    {
        RequireHistory(path, isEmptyAllowed: false);
        try
        {
            // Opened like by a writer, so that the last one to close it takes the log's files away; where this account may not write, SQLite only reads.
            HistoryDatabase database = Check(Connect(path, $"Data Source={Quoted(path)};Mode=ReadWrite;Pooling=False;Default Timeout={BusySeconds}"));
            database.Execute("PRAGMA query_only = 1");
            return database;
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY && !File.Exists(path + "-wal"))
        {
            // This account may not create the file that readers of a write-ahead log share. Without a log nothing is missing in the file itself.
            return Check(Connect(path, $"Data Source={Quoted(new Uri(path).AbsoluteUri + "?immutable=1")};Mode=ReadOnly;Pooling=False"));
        }
    }

    /// <summary>Opens or creates a history to write to it.</summary>
    /// <exception cref="InputException"><c>LedgerIsLineFile</c>: a file of an earlier version; <c>LedgerBroken</c>: no history; <c>LedgerTooNew</c>.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static HistoryDatabase OpenForWriting(string path) => SqliteErrors.Translate(path, () =>
    {
        // For its owner alone; SQLite gives the files beside it the same mode.
        PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
        RequireHistory(path, isEmptyAllowed: true);
        HistoryDatabase database = Connect(path, $"Data Source={Quoted(path)};Mode=ReadWrite;Pooling=False;Default Timeout={BusySeconds}");
        try
        {
            database.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
            database.Migrate();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    });

    /// <summary>A command; its parameters are set by name.</summary>
    public SqliteCommand Command(string sql, params string[] parameters)
    {
        SqliteCommand command = Connection.CreateCommand();
#pragma warning disable CA2100 // The rule asks for parameters, and every value is one; the texts are constants of this namespace, and column names cannot be parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (string parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        return command;
    }

    /// <summary>Begins a transaction.</summary>
    public HistoryTransaction Begin(bool writing) => new(this, writing);

    /// <summary>After a transaction that was not committed: what is held of it is in no file.</summary>
    public void Forget()
    {
        Parts.Forget();
        Contents.Forget();
        Members.Forget();
        Runs.Forget();
    }

    /// <summary>Executes statements without a result.</summary>
    public void Execute(string sql)
    {
        using SqliteCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>The one whole number that a query returns; 0 where it returns none.</summary>
    public long Number(string sql)
    {
        using SqliteCommand command = Command(sql);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parts.Dispose();
        Contents.Dispose();
        Members.Dispose();
        Runs.Dispose();
        Connection.Dispose();
    }

    private static HistoryDatabase Check(HistoryDatabase database)
    {
        try
        {
            database.RequireKnownVersion();
            return database.Number("PRAGMA user_version") > 0 ? database : throw new InvalidDataException("It is a database of another program, not a ledger of this module.");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static HistoryDatabase Connect(string path, string options)
    {
        SqliteLibrary.Require();
        SqliteConnection connection = new(options);
        try
        {
            connection.Open();
            return new HistoryDatabase(path, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string Quoted(string value) => "\"" + value.Replace("\"", "\"\"") + "\"";

    private static void RequireHistory(string path, bool isEmptyAllowed)
    {
        byte[] start = new byte[HeaderLength];
        int length = 0;
        using (FileStream file = InputFile.Open(path))
        {
            for (int read = -1; read != 0 && length < start.Length; length += read)
            {
                read = file.Read(start, length, start.Length - length);
            }
        }

        if (length == 0 && isEmptyAllowed)
        {
            return;
        }

        if (length > 0 && start[0] == '{')
        {
            string shown = InputException.Quote(path);
            throw new InputException("LedgerIsLineFile", $"'{shown}' is a line file, as earlier versions wrote it, or an export. Read it once into a ledger: Import-ExposureHistory '{shown}' -LedgerPath '{InputException.Quote(System.IO.Path.ChangeExtension(path, ".db"))}'");
        }

        if (length < HeaderLength || Encoding.ASCII.GetString(start) != Header)
        {
            throw new InvalidDataException("The file is no ledger of this module.");
        }
    }

    private void RequireKnownVersion()
    {
        long application = Number("PRAGMA application_id");
        long version = Number("PRAGMA user_version");
        if (application != HistorySchema.ApplicationId && (application != 0 || version != 0))
        {
            throw new InvalidDataException("It is a database of another program, not a ledger of this module.");
        }

        if (version > HistorySchema.Steps.Count)
        {
            throw new InputException("LedgerTooNew", $"The ledger '{InputException.Quote(Path)}' was written by a later version of the module. Update the module on this machine.");
        }
    }

    private void Migrate()
    {
        RequireKnownVersion();
        using HistoryTransaction transaction = Begin(writing: true);
        for (long version = Number("PRAGMA user_version"); version < HistorySchema.Steps.Count; version++)
        {
            if (version == 0 && Number("SELECT COUNT(*) FROM sqlite_master") > 0)
            {
                throw new InvalidDataException("It is a database of another program, not a ledger of this module.");
            }

            Execute(HistorySchema.Steps[(int)version]);
            Execute(string.Format(CultureInfo.InvariantCulture, "PRAGMA user_version = {0}; PRAGMA application_id = {1}", version + 1, HistorySchema.ApplicationId));
        }

        transaction.Commit();
    }
}
