package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.none;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Attribute;
import dev.keeptrail.gateway.html.Html;
import dev.keeptrail.gateway.html.Node;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all pages have around them. Immutable. */
public final class Layout {
  private final Assets assets;

  public Layout(Assets assets) {
    this.assets = assets;
  }

  /** A page for somebody who has logged in. */
  public String page(Page page, Session session) {
    return document(
        page.title(),
        el(
            "header",
            style("top"),
            el("a", style("brand"), attr("href", "/console/events"), text("Keeptrail")),
            el(
                "nav",
                attr("aria-label", "Pages"),
                el(
                    "ul",
                    all(
                        Stream.of(Page.Section.values())
                            .filter(one -> one.isFor(session.operator()))
                            .map(one -> entry(one, page))))),
            el(
                "form",
                style("out"),
                attr("method", "post"),
                attr("action", "/console/logout"),
                token(session),
                el("span", style("who"), text(session.operator().name())),
                el("button", text("Log out")))),
        el("h1", text(page.title())),
        page.main());
  }

  /** A page for anybody: the way in, and what went wrong on it. */
  public String outside(String title, Node main) {
    return document(title, none(), el("h1", text(title)), main);
  }

  /** What a form that changes something brings along. */
  static Node token(Session session) {
    return el("input", attr("type", "hidden"), attr("name", "form"), attr("value", session.form()));
  }

  private static Node entry(Page.Section section, Page page) {
    @Nullable Attribute current = section == page.section() ? attr("aria-current", "page") : null;
    Node title = text(section.title());
    return el(
        "li",
        current == null
            ? el("a", attr("href", section.path()), title)
            : el("a", attr("href", section.path()), current, title));
  }

  private String document(String title, Node header, Node heading, Node main) {
    return Html.document(
        el(
            "html",
            attr("lang", "en"),
            el(
                "head",
                el("meta", attr("charset", "utf-8")),
                el(
                    "meta",
                    attr("name", "viewport"),
                    attr("content", "width=device-width, initial-scale=1")),
                el("meta", attr("name", "color-scheme"), attr("content", "light dark")),
                el("title", text(title + " - Keeptrail")),
                el(
                    "link",
                    attr("rel", "icon"),
                    attr("type", "image/svg+xml"),
                    attr("href", assets.url("icon.svg"))),
                el("link", attr("rel", "stylesheet"), attr("href", assets.url("console.css"))),
                el("script", attr("type", "module"), attr("src", assets.url("console.js")))),
            el(
                "body",
                el("a", style("skip"), attr("href", "#main"), text("Skip to the content")),
                header,
                el("main", attr("id", "main"), attr("tabindex", "-1"), heading, main))));
  }
}
