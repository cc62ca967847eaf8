package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way in. Stateless. */
public final class LogInPage {
  private LogInPage() {}

  /**
   * The form for somebody whose session ended before what he sent came.
   *
   * @param next the page that he was on
   * @param note what he had written there; empty for nothing
   */
  public static Node again(String next, String note) {
    Node form = of(next, "Your session is over, and nothing was done. Log in and do it again.");
    return note.isBlank() ? form : all(Stream.of(form, written(note)));
  }

  private static Node written(String note) {
    return el(
        "div",
        style("login"),
        el("label", attr("for", "written"), text("What you wrote, to be copied")),
        el("textarea", attr("id", "written"), attr("rows", 3), attr("readonly"), text(note)));
  }

  /**
   * The form.
   *
   * @param next the page to go on to
   * @param problem why the last attempt failed; null for the first
   */
  public static Node of(String next, @Nullable String problem) {
    return el(
        "form",
        style("login"),
        attr("method", "post"),
        attr("action", "/console/login"),
        problem == null ? none() : el("p", style("problem"), attr("role", "alert"), text(problem)),
        el("input", attr("type", "hidden"), attr("name", "next"), attr("value", next)),
        el("label", attr("for", "token"), text("Token")),
        el(
            "input",
            attr("id", "token"),
            attr("name", "token"),
            attr("type", "password"),
            attr("autocomplete", "current-password"),
            attr("spellcheck", "false"),
            attr("required"),
            attr("autofocus"),
            attr("aria-describedby", "token-help")),
        el(
            "p",
            attr("id", "token-help"),
            style("help"),
            text("The gateway's own token, or a key with the scope "),
            el("code", text("admin")),
            text(", "),
            el("code", text("audit")),
            text(" or "),
            el("code", text("events")),
            text(". "),
            el("code", text("kt console")),
            text(" logs you in without one, on the machine of the gateway.")),
        el("button", style("primary"), text("Log in")));
  }
}
