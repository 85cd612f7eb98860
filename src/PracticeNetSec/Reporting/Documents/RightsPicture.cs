// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Reporting.Markup;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// Rights per share: for a null session and for a guest session, whether names can be listed, contents read, contents
/// changed. Colour is never the only cue: every state has its own symbol.
/// </summary>
internal sealed class RightsPicture : ReportPicture
{
    private const int RowHeight = 30;
    private const int NameWidth = 190;
    private const int Cell = 78;
    private const int Head = 46;
    private const int MaxShares = 25;
    private const int MaxNameLength = 24;

    private static readonly string[] Steps = { "List", "Read", "Write" };

    private readonly SeenShare[] _shares;
    private readonly string _id;
    private readonly string _server;
    private readonly ReportTexts _texts;
    private readonly int _left;

    public RightsPicture(ShareReachability server, SeenShare[] shares, int number, ReportTexts texts)
    {
        _shares = shares.OrderByDescending(seen => seen.UnauthenticatedAccess).Take(MaxShares).ToArray();
        _left = shares.Length - _shares.Length;
        _id = "rights-" + number.ToString(CultureInfo.InvariantCulture);
        _server = SafeText.Clean(server.ComputerName);
        _texts = texts;
    }

    public override string Title => _texts["rights.title", _server];

    public override string Description => string.Join("; ", _shares.Select(seen =>
        $"{SafeText.Clean(seen.Share.Name)}: {_texts["shares.anonymous"]} {Word(seen.Share.AnonymousAccess)}, {_texts["shares.guest"]} {Word(seen.Share.GuestAccess)}")) + ".";

    public override void Draw(HtmlWriter html)
    {
        int width = NameWidth + (2 * Steps.Length * Cell) + 12;
        int height = Head + (_shares.Length * RowHeight) + 4;
        html.Element("div", new[] { "class", "wide", "tabindex", "0", "role", "group", "aria-label", Title }, () => html.Element("svg", new[] { "viewBox", $"0 0 {Number(width)} {Number(height)}", "role", "img", "aria-labelledby", $"{_id}-t {_id}-d" }, () =>
        {
            html.Element("title", Title, "id", _id + "-t");
            html.Element("desc", Description, "id", _id + "-d");
            for (int session = 0; session < 2; session++)
            {
                int x = NameWidth + (session * ((Steps.Length * Cell) + 10));
                html.Element("text", _texts[session == 0 ? "shares.anonymous" : "shares.guest"], "x", Number(x + (Steps.Length * Cell / 2)), "y", "16", "text-anchor", "middle", "class", "mark");
                for (int step = 0; step < Steps.Length; step++)
                {
                    html.Element("text", _texts["rights." + Steps[step]], "x", Number(x + (step * Cell) + (Cell / 2)), "y", "36", "text-anchor", "middle");
                }
            }

            for (int index = 0; index < _shares.Length; index++)
            {
                Row(html, _shares[index].Share, Head + (index * RowHeight));
            }
        }));
        Legend(html);
        if (_left > 0)
        {
            html.Element("p", _texts["rights.more", Number(_left)], "class", "small");
        }
    }

    private static void Row(HtmlWriter html, SmbShare share, int y)
    {
        string name = SafeText.Clean(share.Name);
        html.Element("text", name.Length > MaxNameLength ? name.Substring(0, MaxNameLength - 1) + "…" : name, "x", "0", "y", Number(y + 18));
        for (int session = 0; session < 2; session++)
        {
            ShareAccess? access = session == 0 ? share.AnonymousAccess : share.GuestAccess;
            for (int step = 0; step < Steps.Length; step++)
            {
                (string look, string mark) = State(access, share, step);
                int x = NameWidth + (session * ((Steps.Length * Cell) + 10)) + (step * Cell);
                html.Element("rect", "", "x", Number(x + 2), "y", Number(y), "width", Number(Cell - 4), "height", Number(RowHeight - 4), "rx", "4", "class", $"b {look}".TrimEnd());
                html.Element("text", mark, "x", Number(x + (Cell / 2)), "y", Number(y + 18), "text-anchor", "middle", "class", "mark");
            }
        }
    }

    // Write access alone (a drop box) allows an unauthenticated user to add files, not to read them.
    private static (string Look, string Mark) State(ShareAccess? access, SmbShare share, int step) => access switch
    {
        null or ShareAccess.Undetermined => ("unknown", "?"),
        ShareAccess.Write when step < 2 && share.RootMask is null && share.ShareMask is null => ("unknown", "?"),
        ShareAccess.Write when step < 2 && !BreachEvidence.MayRead(share) => ("", "–"),
        ShareAccess granted when (int)granted - (int)ShareAccess.List >= step => (step == 2 ? "danger" : "open", "!"),
        _ => ("", "–"),
    };

    private void Legend(HtmlWriter html) => html.Element("ul", "class", "legend", () =>
    {
        foreach ((string look, string mark, string key) in new[] { ("open", "!", "rights.legend-open"), ("danger", "!", "rights.legend-danger"), ("closed", "–", "rights.legend-closed"), ("unknown", "?", "rights.legend-unknown") })
        {
            html.Element("li", "class", look, () =>
            {
                html.Element("b", mark, "aria-hidden", "true");
                html.Text(" " + _texts[key]);
            });
        }
    });

    private string Word(ShareAccess? access) => access is ShareAccess known ? _texts.Of(known) : _texts["shares.untried"];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
