package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.clock.MonotonicClock;
import dev.keeptrail.gateway.console.Assets;
import dev.keeptrail.gateway.console.Layout;
import dev.keeptrail.gateway.console.LogInAttempts;
import dev.keeptrail.gateway.console.LogInPage;
import dev.keeptrail.gateway.console.Page;
import dev.keeptrail.gateway.console.Session;
import dev.keeptrail.gateway.console.Sessions;
import dev.keeptrail.gateway.console.Tickets;
import dev.keeptrail.gateway.html.Html;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.QueryFormatException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into the pages and out of them. The session's word is in a cookie that no script sees;
 * what changes something has to come from a page of ours and bring along what only that page knows.
 */
final class ConsoleDoor {
  /** The field that forms bring along. */
  static final String FORM = "form";

  /** What the trail calls attempts to log in that failed. */
  private static final String LOGIN_FAILED = "login_failed";

  private static final String COOKIE = "keeptrail_console";
  private static final String HOME = "/console/events";
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleDoor.class);

  /** No script and no style but our own files, nothing from elsewhere, in nobody's frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none';"
          + " require-trusted-types-for 'script'";

  private final Operators operators;
  private final RefusalTally refusals;
  private final Sessions sessions;
  private final Tickets tickets;
  private final LogInAttempts attempts = new LogInAttempts(System::nanoTime);
  private final Assets assets = Assets.load();
  private final Layout layout = new Layout(assets);

  ConsoleDoor(Operators operators, RefusalTally refusals) {
    this.operators = operators;
    this.refusals = refusals;
    Clock clock = new MonotonicClock(System::nanoTime);
    this.sessions = new Sessions(operators, clock);
    this.tickets = new Tickets(clock);
  }

  /** What is done for somebody who has logged in. */
  @FunctionalInterface
  interface Work {
    void handle(Context context, Session session) throws IOException, LedgerException;
  }

  void register(RoutesConfig routes) {
    routes.get("/", context -> goTo(context, HOME));
    routes.get("/console", context -> goTo(context, HOME));
    routes.get("/console/login", this::logInForm);
    routes.post("/console/login", this::logIn);
    routes.get("/console/enter", this::enter);
    routes.post("/console/logout", changing(this::logOut));
    routes.get("/console/assets/{name}", this::asset);
  }

  /** What is no page is said on one; to be registered behind all pages. */
  void registerRest(RoutesConfig routes) {
    routes.get("/console/<path>", this::nowhere);
  }

  private void nowhere(Context context) throws IOException {
    refusals.count(Guard.ROUTE, "not_found", 404);
    missing(context, "There is no such page.");
  }

  Tickets tickets() {
    return tickets;
  }

  /** For reading. */
  Handler inside(Work work) {
    return context -> {
      Session session = session(context);
      if (session == null) {
        String asked =
            context.path() + (context.queryString() == null ? "" : "?" + context.queryString());
        goTo(context, "/console/login?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
        return;
      }
      run(context, work, session);
    };
  }

  /** For what changes something. */
  Handler changing(Work work) {
    return context -> {
      Session session = session(context);
      String form = context.formParam(FORM);
      boolean ours =
          session != null
              && form != null
              && sameOrigin(context)
              && MessageDigest.isEqual(
                  form.getBytes(StandardCharsets.UTF_8),
                  session.form().getBytes(StandardCharsets.UTF_8));
      if (session == null) {
        over(context);
      } else if (!ours) {
        problem(
            context,
            403,
            "Not done",
            "The form is out of date. Go back, load the page again and repeat it.");
      } else {
        run(context, work, session);
      }
    };
  }

  /**
   * A session ended while somebody was writing: nothing is done, and nothing lost that he wrote.
   */
  private void over(Context context) throws IOException {
    String form = context.header("referer");
    String host = "://" + context.header("host");
    int at = form == null ? -1 : form.indexOf(host);
    String next = form == null || at < 0 ? HOME : ours(form.substring(at + host.length()));
    String note = sameOrigin(context) ? context.formParam("note") : null;
    page(context, 401, layout.outside("Log in", LogInPage.again(next, note == null ? "" : note)));
  }

  private void run(Context context, Work work, Session session) throws IOException {
    try {
      KnownParameters.check(context);
      work.handle(context, session);
    } catch (QueryFormatException wrong) {
      problem(context, 422, "Not understood", String.valueOf(wrong.getMessage()));
    } catch (LedgerException unreadable) {
      LOG.error("the console could not read the ledger: {}", unreadable.getMessage());
      problem(context, 503, "The ledger cannot be read", String.valueOf(unreadable.getMessage()));
    }
  }

  private @Nullable Session session(Context context) {
    String word = context.cookie(COOKIE);
    return word == null ? null : sessions.find(word).orElse(null);
  }

  /** Whether it still is what the browser's cookie opens. Does not count as use. */
  boolean isOpen(Context context, Session session) {
    String word = context.cookie(COOKIE);
    return word != null && sessions.isOpen(word, session);
  }

  /** Browsers say where a form comes from; one that says nothing has only the form's word. */
  private static boolean sameOrigin(Context context) {
    String site = context.header("sec-fetch-site");
    String origin = context.header("origin");
    String host = context.header("host");
    boolean fromHere = site == null || site.equals("same-origin") || site.equals("none");
    boolean toHere = origin == null || (host != null && origin.endsWith("://" + host));
    return fromHere && toHere;
  }

  private void logInForm(Context context) throws IOException {
    String next = context.queryParam("next");
    page(context, 200, layout.outside("Log in", LogInPage.of(ours(next), null)));
  }

  private void logIn(Context context) throws IOException {
    String next = ours(context.formParam("next"));
    String address = context.ip();
    if (!attempts.allows(address)) {
      context.header("retry-after", "60");
      refused(context, 429, next, "Too many attempts failed. Try again in a minute.");
      return;
    }
    String token = context.formParam("token");
    Operator operator =
        token == null || !sameOrigin(context) ? null : operators.show(token.strip()).orElse(null);
    if (operator == null) {
      attempts.failed(address);
      LOG.warn("an attempt to log in to the console failed");
      String hint = operators.takeKeys() ? "" : " Note that " + Guard.NO_KEYS + ".";
      refused(context, 401, next, "That token opens nothing here." + hint);
    } else {
      begin(context, operator, next);
    }
  }

  private void refused(Context context, int status, String next, String problem)
      throws IOException {
    refusals.count(Guard.ROUTE, LOGIN_FAILED, status);
    page(context, status, layout.outside("Log in", LogInPage.of(next, problem)));
  }

  /** The way in with a ticket that a token has bought; good once, and soon. */
  private void enter(Context context) throws IOException {
    String ticket = context.queryParam("ticket");
    Operator operator = ticket == null ? null : tickets.take(ticket).orElse(null);
    if (operator != null) {
      begin(context, operator, HOME);
    } else if (session(context) != null) {
      // The same link followed again, by somebody whom it has let in.
      goTo(context, HOME);
    } else {
      refused(
          context,
          401,
          HOME,
          "That link was used before, or is too old. `kt console` makes another.");
    }
  }

  private void begin(Context context, Operator operator, String next) throws IOException {
    LOG.info("{} has logged in to the console", operator.name());
    cookie(context.res(), sessions.begin(operator), Sessions.LASTS.toSeconds(), context);
    goTo(context, next);
  }

  private void logOut(Context context, Session session) throws IOException {
    String word = context.cookie(COOKIE);
    if (word != null) {
      sessions.end(word);
    }
    cookie(context.res(), "", 0, context);
    goTo(context, "/console/login");
  }

  /**
   * Lax, so that an address somebody shared opens: pages that are read change nothing, and what
   * changes something asks for more than the cookie.
   */
  private static void cookie(
      HttpServletResponse response, String word, long seconds, Context context) {
    // A proxy that ends TLS hides it from us; the browser says what it sees.
    String origin = context.header("origin");
    boolean tls =
        context.scheme().equals("https") || (origin != null && origin.startsWith("https://"));
    String secure = tls ? "; Secure" : "";
    response.addHeader(
        "set-cookie",
        "%s=%s; Path=/console; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(COOKIE, word, seconds, secure));
  }

  /** A page of ours to go on to, whatever was asked for. */
  private static String ours(@Nullable String next) {
    boolean good =
        next != null
            && next.startsWith("/console/")
            && next.length() < 2_048
            && next.chars().allMatch(sign -> sign > ' ' && sign < 0x7f && sign != '\\');
    return good && next != null ? next : HOME;
  }

  private void asset(Context context) throws IOException {
    Assets.Asset asset = assets.find(context.pathParam("name")).orElse(null);
    if (asset == null) {
      missing(context, "There is no such file.");
      return;
    }
    guardHeaders(context.res());
    Reply.send(context.res(), 200, asset.type(), asset.bytes());
  }

  void show(Context context, Session session, int status, Page page) throws IOException {
    page(context, status, layout.page(page, session));
  }

  void missing(Context context, String problem) throws IOException {
    problem(context, 404, "Not found", problem);
  }

  void problem(Context context, int status, String title, String problem) throws IOException {
    var back = Html.el("a", Html.attr("href", HOME), Html.text("To the events"));
    var main =
        Html.all(
            java.util.List.of(
                Html.el("p", Html.attr("role", "alert"), Html.text(problem)), Html.el("p", back)));
    page(context, status, layout.outside(title, main));
  }

  private static void page(Context context, int status, String html) throws IOException {
    guardHeaders(context.res());
    Reply.send(
        context.res(), status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  private static void guardHeaders(HttpServletResponse response) {
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("x-frame-options", "DENY");
    response.setHeader("referrer-policy", "same-origin");
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-resource-policy", "same-origin");
  }

  void goTo(Context context, String path) throws IOException {
    HttpServletResponse response = context.res();
    guardHeaders(response);
    response.setHeader("cache-control", "no-store");
    response.setHeader("location", path);
    response.setStatus(303);
  }
}
