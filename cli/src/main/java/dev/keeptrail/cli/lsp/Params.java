package dev.keeptrail.cli.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of each method must hold that this server answers. Of what the protocol asks
 * for beside it nothing is checked here: an editor that leaves out what nobody reads is served.
 */
final class Params {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape WHOLE = new Shape.Whole();
  private static final Shape FLAG = new Shape.Flag();
  private static final Shape DOCUMENT = with(Map.of("uri", TEXT));
  private static final Shape POSITION = with(Map.of("line", WHOLE, "character", WHOLE));
  private static final Shape RANGE = with(Map.of("start", POSITION, "end", POSITION));
  private static final Shape FOLDER = with(Map.of("uri", TEXT));
  private static final Shape PLACE = with(Map.of("textDocument", DOCUMENT, "position", POSITION));
  private static final Shape OF_DOCUMENT = with(Map.of("textDocument", DOCUMENT));

  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          Map.entry(
              "initialize",
              new Shape.Members(
                  Map.of(),
                  Map.of("processId", WHOLE, "rootUri", TEXT, "workspaceFolders", items(FOLDER)))),
          Map.entry(
              "textDocument/didOpen",
              with(Map.of("textDocument", with(Map.of("uri", TEXT, "text", TEXT))))),
          Map.entry(
              "textDocument/didChange",
              with(
                  Map.of(
                      "textDocument",
                      DOCUMENT,
                      "contentChanges",
                      items(new Shape.Members(Map.of("text", TEXT), Map.of("range", RANGE)))))),
          Map.entry("textDocument/didClose", OF_DOCUMENT),
          Map.entry("textDocument/didSave", OF_DOCUMENT),
          Map.entry("textDocument/hover", PLACE),
          Map.entry("textDocument/completion", PLACE),
          Map.entry("textDocument/definition", PLACE),
          Map.entry(
              "textDocument/references",
              with(
                  Map.of(
                      "textDocument",
                      DOCUMENT,
                      "position",
                      POSITION,
                      "context",
                      with(Map.of("includeDeclaration", FLAG))))),
          Map.entry("textDocument/prepareRename", PLACE),
          Map.entry(
              "textDocument/rename",
              with(Map.of("textDocument", DOCUMENT, "position", POSITION, "newName", TEXT))),
          Map.entry("textDocument/documentSymbol", OF_DOCUMENT),
          Map.entry(
              "textDocument/codeAction", with(Map.of("textDocument", DOCUMENT, "range", RANGE))),
          Map.entry("textDocument/formatting", OF_DOCUMENT),
          Map.entry("textDocument/documentHighlight", PLACE),
          Map.entry("textDocument/foldingRange", OF_DOCUMENT),
          Map.entry(
              "textDocument/selectionRange",
              with(Map.of("textDocument", DOCUMENT, "positions", items(POSITION)))),
          Map.entry("textDocument/semanticTokens/full", OF_DOCUMENT),
          Map.entry(
              "textDocument/semanticTokens/range",
              with(Map.of("textDocument", DOCUMENT, "range", RANGE))),
          Map.entry(
              "workspace/didChangeWorkspaceFolders",
              with(
                  Map.of(
                      "event",
                      new Shape.Members(
                          Map.of(), Map.of("added", items(FOLDER), "removed", items(FOLDER)))))),
          Map.entry("workspace/symbol", with(Map.of("query", TEXT))));

  private Params() {}

  /** What is wrong with the parameters of a method, if anything. */
  static Optional<String> fault(String method, @Nullable JsonElement params) {
    Shape shape = SHAPES.get(method);
    if (shape == null) {
      return Optional.empty();
    }
    return params == null || params instanceof JsonNull
        ? Shape.missing("params")
        : shape.fault(params, "params");
  }

  private static Shape with(Map<String, Shape> required) {
    return new Shape.Members(required, Map.of());
  }

  private static Shape items(Shape each) {
    return new Shape.Items(each);
  }
}
