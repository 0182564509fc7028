package dev.riskflow.sandbox;

/** What all pages of the widget share. */
final class WidgetLayout {

    private static final String STYLE = """
            :root { color-scheme: light; --ink: #16263a; --line: #c9d3df; --accent: #0b5fa5; }
            * { box-sizing: border-box; }
            body { margin: 0; background: #eef2f6; color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
            header { padding: .75rem 1.25rem; background: var(--ink); color: #fff; font-weight: 600; }
            main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem; background: #fff; border-radius: .75rem;
              box-shadow: 0 .25rem 1.5rem rgb(22 38 58 / 12%); }
            h1 { margin: 0 0 1rem; font-size: 1.4rem; }
            fieldset { margin: 0 0 1.25rem; padding: 0; border: 0; }
            legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
            label { display: block; margin: .75rem 0 .25rem; }
            input[type=text], input[type=password] { width: 100%; padding: .6rem; font: inherit;
              border: 1px solid #6d7f93; border-radius: .4rem; }
            .choice { display: flex; gap: .75rem; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem;
              overflow-wrap: anywhere; }
            .choice:has(:checked) { border-color: var(--accent); background: #f1f7fc; }
            .actions { display: flex; flex-wrap: wrap; gap: .75rem; }
            button { padding: .6rem 1.1rem; font: inherit; color: var(--ink); background: #fff;
              border: 1px solid #6d7f93; border-radius: .4rem; cursor: pointer; }
            button.continue { color: #fff; background: var(--accent); border-color: var(--accent); }
            button.fail { margin-inline-start: auto; }
            :focus-visible { outline: 3px solid #f0a202; outline-offset: 2px; }
            .error { padding: .6rem .9rem; color: #7d1420; background: #fdecee; border-radius: .4rem; }
            .hint { color: #4b5c70; font-size: .9rem; }
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
