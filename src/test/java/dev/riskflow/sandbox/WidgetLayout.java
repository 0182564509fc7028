package dev.riskflow.sandbox;

/** What all pages of the widget share. */
final class WidgetLayout {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #16263a; --soft: #4b5c70; --line: #c9d3df; --field: #6d7f93; --page: #eef2f6;
              --card: #fff; --accent: #0b5fa5; --on-accent: #fff; --chosen: #f1f7fc; --bad: #7d1420; --bad-page: #fdecee; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8edf4; --soft: #a3b1c4; --line: #33435a; --field: #70829a; --page: #0f151d;
                --card: #18212d; --accent: #6db3f2; --on-accent: #0c1a28; --chosen: #1c2b3d; --bad: #ff9aa4;
                --bad-page: #3a1a20; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
            header { padding: .75rem 1.25rem; background: #16263a; color: #fff; font-weight: 600; }
            main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem; background: var(--card); border-radius: .75rem;
              box-shadow: 0 .25rem 1.5rem rgb(22 38 58 / 12%); }
            h1 { margin: 0 0 1rem; font-size: 1.4rem; }
            fieldset { margin: 0 0 1.25rem; padding: 0; border: 0; }
            legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
            label { display: block; margin: .75rem 0 .25rem; }
            input[type=text], input[type=password] { width: 100%; padding: .6rem; font: inherit;
              color: inherit; background: var(--card); border: 1px solid var(--field); border-radius: .4rem; }
            .choice { display: flex; gap: .75rem; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem;
              overflow-wrap: anywhere; }
            .choice:has(:checked) { border-color: var(--accent); background: var(--chosen); }
            .choice input { flex: none; }
            .choice small { display: block; color: var(--soft); font-size: .9rem; }
            .actions { display: flex; flex-wrap: wrap; gap: .75rem; }
            button { padding: .6rem 1.1rem; font: inherit; color: var(--ink); background: var(--card);
              border: 1px solid var(--field); border-radius: .4rem; cursor: pointer; }
            button.continue { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
            button.fail { margin-inline-start: auto; }
            :focus-visible { outline: 3px solid #f0a202; outline-offset: 2px; }
            .error { padding: .6rem .9rem; color: var(--bad); background: var(--bad-page); border-radius: .4rem; }
            .hint { color: var(--soft); font-size: .9rem; }
            """;

    private WidgetLayout() {}

    /** @param name stands in {@code data-step} of the main element */
    static String page(WidgetTexts texts, String name, String title, String content) {
        return """
                <!DOCTYPE html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="icon" href="data:,">
                <style>
                %s</style>
                </head>
                <body>
                <header>%s</header>
                <main data-step="%s">
                <h1>%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(
                        texts.language().getLanguage(),
                        texts.direction(),
                        Html.escape(title),
                        STYLE,
                        Html.escape(texts.get("header")),
                        name,
                        Html.escape(title),
                        content);
    }
}
