# SPDX-License-Identifier: MIT
# Deadlines that are the same on every system, in every culture and by each table of time zones: awareness in local time, then the
# deadline and, where it differs, the disputed one.

$script:deadlines = [ordered]@{
    '2019-10-14 09:30' = '2019-10-17 10:00 +02:00 '
    '2020-12-22 12:17' = '2020-12-25 13:00 +01:00 '
    '2025-03-28 18:30' = '2025-03-31 20:00 +02:00 2025-04-02 00:00 +02:00'
    '2025-03-30 01:59' = '2025-04-02 03:00 +02:00 '
    '2025-03-30 03:00' = '2025-04-02 04:00 +02:00 '
    '2025-10-24 14:05' = '2025-10-27 14:00 +01:00 2025-10-29 00:00 +01:00'
    '2025-10-26 02:30' = '2025-10-29 02:00 +01:00 '
    '2025-10-26 03:00' = '2025-10-29 04:00 +01:00 '
    '2026-04-02 16:40' = '2026-04-05 17:00 +02:00 2026-04-09 00:00 +02:00'
}
$script:find = {
    param([string[]] $Starts, [string] $Culture)
    [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = $Culture
    foreach ($start in $Starts) {
        $found = Get-BreachDeadline $start -Land NI
        $ends = foreach ($end in $found.Deadline, $found.DisputedDeadline) { if ($end) { $end.ToString('yyyy-MM-dd HH:mm zzz', [cultureinfo]::InvariantCulture) } else { '' } }
        $ends -join ' '
    }
}
