# Stand-ins for everyday commands; see UtilityCommands.cs. Each function is loaded by itself.

function Write-Output {
    param([Parameter(ValueFromPipeline, Position = 0, ValueFromRemainingArguments)] [AllowNull()] $InputObject, [switch] $NoEnumerate)
    process { if ($NoEnumerate) { , $InputObject } else { $InputObject } }
}

function Write-Host {
    param([Parameter(ValueFromPipeline, Position = 0, ValueFromRemainingArguments)] $Object, [switch] $NoNewline, $Separator = ' ', $ForegroundColor, $BackgroundColor)
    process {
        $text = @($Object) -join $Separator
        if ($NoNewline) { $Host.UI.Write($text) } else { $Host.UI.WriteLine($text) }
    }
}

function Write-Warning {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string] $Message)
    process { $PSCmdlet.WriteWarning($Message) }
}

function Write-Verbose {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string] $Message)
    process { $PSCmdlet.WriteVerbose($Message) }
}

function Write-Error {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string] $Message, [string] $ErrorId = 'WriteError', $TargetObject)
    process { $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new($Message), $ErrorId, 'NotSpecified', $TargetObject)) }
}

function Write-Progress {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0)] [string] $Activity, [Parameter(Position = 1)] [string] $Status = 'Processing', [int] $PercentComplete = -1, [switch] $Completed, [int] $Id = 0)
    $record = [Management.Automation.ProgressRecord]::new($Id, $Activity, $Status)
    $record.PercentComplete = $PercentComplete
    if ($Completed) { $record.RecordType = 'Completed' }
    $PSCmdlet.WriteProgress($record)
}

function Sort-Object {
    param([Parameter(Position = 0)] [object[]] $Property, [Parameter(ValueFromPipeline)] $InputObject, [switch] $Descending, [switch] $Unique)
    begin { $items = [Collections.Generic.List[object]]::new() }
    process { $items.Add($InputObject) }
    end {
        $keys = if ($Property) { $Property } else { , { $_ } }
        $read = { param($item, $key) if ($key -is [scriptblock]) { $item | ForEach-Object $key } elseif ($key -is [Collections.IDictionary]) { $item | ForEach-Object $key.Expression } else { $item.$key } }
        # Insertion keeps equal items in their order, as Sort-Object does.
        $sorted = [Collections.Generic.List[object]]::new()
        foreach ($item in $items) {
            $place = $sorted.Count
            while ($place -gt 0) {
                $order = 0
                foreach ($key in $keys) {
                    $a = & $read $item $key; $b = & $read $sorted[$place - 1] $key
                    $order = [Management.Automation.LanguagePrimitives]::Compare($a, $b, $true)
                    if ($order -ne 0) { break }
                }
                if ($Descending) { $order = - $order }
                if ($order -ge 0) { break }
                $place--
            }
            $sorted.Insert($place, $item)
        }
        $previous = $null; $first = $true
        foreach ($item in $sorted) {
            if (-not $Unique -or $first -or $item -ne $previous) { $item }
            $previous = $item; $first = $false
        }
    }
}

function Group-Object {
    param([Parameter(Position = 0, Mandatory)] $Property, [Parameter(ValueFromPipeline)] $InputObject)
    begin { $groups = [ordered]@{} }
    process {
        $name = "$(if ($Property -is [scriptblock]) { $InputObject | ForEach-Object $Property } else { $InputObject.$Property })"
        if (-not $groups.Contains($name)) { $groups[$name] = [Collections.Generic.List[object]]::new() }
        $groups[$name].Add($InputObject)
    }
    end { foreach ($name in $groups.Keys) { [pscustomobject]@{ Count = $groups[$name].Count; Name = $name; Group = $groups[$name].ToArray() } } }
}

function Measure-Object {
    param([Parameter(Position = 0)] [string] $Property, [Parameter(ValueFromPipeline)] $InputObject, [switch] $Sum, [switch] $Average, [switch] $Minimum, [switch] $Maximum)
    begin { $values = [Collections.Generic.List[object]]::new() }
    process { $values.Add($(if ($Property) { $InputObject.$Property } else { $InputObject })) }
    end {
        $total = $null; $low = $null; $high = $null
        if ($Sum -or $Average -or $Minimum -or $Maximum) {
            $total = 0
            foreach ($value in $values) {
                $total += $value
                if ($null -eq $low -or $value -lt $low) { $low = $value }
                if ($null -eq $high -or $value -gt $high) { $high = $value }
            }
        }
        [pscustomobject]@{
            Count = $values.Count
            Average = if ($Average -and $values.Count) { $total / $values.Count }
            Sum = if ($Sum) { $total }
            Maximum = if ($Maximum) { $high }
            Minimum = if ($Minimum) { $low }
            Property = $Property
        }
    }
}

function Export-Clixml {
    param([Parameter(Mandatory, Position = 0)] [string] $Path, [Parameter(ValueFromPipeline)] $InputObject, [int] $Depth = 2)
    begin { $items = [Collections.Generic.List[object]]::new() }
    process { $items.Add($InputObject) }
    end {
        $whole = if ($items.Count -eq 1) { $items[0] } else { $items.ToArray() }
        [IO.File]::WriteAllText($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), [Management.Automation.PSSerializer]::Serialize($whole, $Depth))
    }
}

function Import-Clixml {
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string[]] $Path)
    process { foreach ($one in $Path) { [Management.Automation.PSSerializer]::Deserialize([IO.File]::ReadAllText($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($one))) } }
}

function Get-Content {
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [Alias('LiteralPath')] [string[]] $Path, [switch] $Raw)
    process {
        foreach ($one in $Path) {
            $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($one)
            if ($Raw) { [IO.File]::ReadAllText($file) } else { [IO.File]::ReadLines($file) }
        }
    }
}

function Set-Content {
    param([Parameter(Mandatory, Position = 0)] [string] $Path, [Parameter(Mandatory, Position = 1, ValueFromPipeline)] $Value)
    begin { $lines = [Collections.Generic.List[string]]::new() }
    process { foreach ($one in $Value) { $lines.Add("$one") } }
    end { [IO.File]::WriteAllLines($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), $lines) }
}

function Get-ChildItem {
    param([Parameter(Position = 0, ValueFromPipeline)] [string] $Path = '.', [string] $Filter = '*', [switch] $Recurse, [switch] $File, [switch] $Directory)
    process {
        $folder = [IO.DirectoryInfo] $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
        $depth = if ($Recurse) { 'AllDirectories' } else { 'TopDirectoryOnly' }
        foreach ($entry in $folder.EnumerateFileSystemInfos($Filter, $depth)) {
            if (($File -and $entry -is [IO.DirectoryInfo]) -or ($Directory -and $entry -is [IO.FileInfo])) { continue }
            $entry
        }
    }
}

function Test-Path {
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [Alias('LiteralPath')] [string] $Path)
    process {
        $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
        [IO.File]::Exists($file) -or [IO.Directory]::Exists($file)
    }
}

function Join-Path {
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string] $Path, [Parameter(Mandatory, Position = 1)] [string] $ChildPath)
    process { $ExecutionContext.SessionState.Path.Combine($Path, $ChildPath) }
}

function Split-Path {
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [string] $Path, [switch] $Leaf, [switch] $Parent)
    process { if ($Leaf) { [IO.Path]::GetFileName($Path) } else { [IO.Path]::GetDirectoryName($Path) } }
}

function Get-Location { $ExecutionContext.SessionState.Path.CurrentLocation }

function Set-Location {
    param([Parameter(Position = 0)] [string] $Path = $HOME)
    $null = $ExecutionContext.SessionState.Path.SetLocation($Path)
}

function Get-Date {
    param([Parameter(Position = 0)] [DateTime] $Date = [DateTime]::Now, [string] $Format)
    if ($Format) { $Date.ToString($Format) } else { $Date }
}

function Start-Sleep {
    param([Parameter(Position = 0)] [double] $Seconds = 0, [int] $Milliseconds = 0)
    # In short steps, so that Ctrl+C is heard.
    $end = [DateTime]::UtcNow.AddSeconds($Seconds).AddMilliseconds($Milliseconds)
    while (($left = ($end - [DateTime]::UtcNow).TotalMilliseconds) -gt 0) { [Threading.Tasks.Task]::Delay([int][Math]::Min($left, 100)).Wait() }
}
