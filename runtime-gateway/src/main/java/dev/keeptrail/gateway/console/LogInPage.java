package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import org.jspecify.annotations.Nullable;

/** The way in. Stateless. */
public final class LogInPage {
  private LogInPage() {}

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
            text(" or "),
            el("code", text("events")),
            text(". "),
            el("code", text("kt console")),
            text(" logs you in without one, on the machine of the gateway.")),
        el("button", style("primary"), text("Log in")));
  }
}
