// SPDX-License-Identifier: MIT
using System;
using SQLitePCL;

namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>
/// A transaction by its statements: prepared commands of a connection take part in it, which they do not in one of ADO.NET. Inside
/// another it does nothing.
/// </summary>
internal sealed class HistoryTransaction : IDisposable
{
    private readonly HistoryDatabase _database;
    private bool _isOpen;

    /// <param name="database">The connection.</param>
    /// <param name="writing">False sees one moment of the file and changes nothing.</param>
    public HistoryTransaction(HistoryDatabase database, bool writing)
    {
        _database = database;
        if (raw.sqlite3_get_autocommit(database.Connection.Handle) != 0)
        {
            database.Execute(writing ? "BEGIN IMMEDIATE" : "BEGIN");
            _isOpen = true;
        }
    }

    /// <summary>Makes it permanent: it is on the disk when this returns.</summary>
    public void Commit()
    {
        if (_isOpen)
        {
            _database.Execute("COMMIT");
            _isOpen = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // An error such as a full disk has ended the transaction already.
        if (_isOpen && raw.sqlite3_get_autocommit(_database.Connection.Handle) == 0)
        {
            _database.Execute("ROLLBACK");
        }

        _isOpen = false;
    }
}
