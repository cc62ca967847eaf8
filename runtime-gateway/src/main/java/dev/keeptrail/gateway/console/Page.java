package dev.keeptrail.gateway.console;

import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.html.Node;

/**
 * What is special about a page.
 *
 * @param title what it is called, in the window's title and as its heading
 * @param section which entry of the menu it belongs to
 * @param main what is in it, below the heading
 */
public record Page(String title, Section section, Node main) {
  /** The entries of the menu. */
  public enum Section {
    EVENTS("Events", "/console/events"),
    OVERVIEW("Overview", "/console/overview"),
    ESCALATIONS("Escalations", "/console/escalations"),
    PACKS("Packs", "/console/packs"),
    EXPORTS("Exports", "/console/exports"),
    TRAIL("Trail", "/console/trail");

    private final String title;
    private final String path;

    Section(String title, String path) {
      this.title = title;
      this.path = path;
    }

    /** Whether somebody has this entry in his menu. */
    boolean isFor(Operator operator) {
      return this != TRAIL || operator.may(KeyScope.AUDIT);
    }

    String title() {
      return title;
    }

    public String path() {
      return path;
    }
  }
}
