using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The head of the page: its policy, title, icon and style.</summary>
internal static class PageHead
{
    public static void Write(PageWriter page, RecordedRun run, Verdict verdict)
    {
        page.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{PageCode.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="dagrs {run.Version}">
            <title>{verdict.Sentence}</title>
            <link rel="icon" href="{StateShape.Icon(verdict.State)}">
            <style>
            """);
        page.Raw(PageCode.Style);
        page.Raw("</style>\n<script>"u8);
        page.Raw(PageCode.FirstScript);
        page.Raw("</script>\n</head>\n<body>\n"u8);
        page.Raw(System.Text.Encoding.UTF8.GetBytes(StateShape.Symbols));
    }
}
