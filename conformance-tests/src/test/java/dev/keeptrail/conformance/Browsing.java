package dev.keeptrail.conformance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium of this machine, and everything that a page complained about in it. */
final class Browsing implements AutoCloseable {
  static final String NONE =
      "no Chromium on this machine: install it (`apt-get install chromium-headless-shell`) or name"
          + " one in KEEPTRAIL_CHROMIUM";

  /** For what always comes, on however slow a machine. */
  private static final double PATIENCE_MILLIS = 120_000;

  final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Playwright playwright;
  private final Browser browser;

  Browsing(Path chromium) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setTimeout(PATIENCE_MILLIS)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /** Where Chromium is: its shell without windows before the whole one, which is half as fast. */
  static Optional<Path> chromium() {
    @Nullable String named = System.getenv("KEEPTRAIL_CHROMIUM");
    return Stream.of(
            named == null ? "" : named,
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page in a browser of its own, without cookies of others. */
  Page page(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> {
      complaints.add("a dialog: " + dialog.message());
      dialog.dismiss();
    });
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
