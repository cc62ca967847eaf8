package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session as an editor has it, over pipes in this process. */
@Timeout(180)
final class LanguageSessionTest {
  @TempDir Path folder;

  private EditorSession session;
  private Editor editor;

  @BeforeEach
  void start() throws Exception {
    session = EditorSession.start();
    editor = session.editor();
  }

  @AfterEach
  void stop() throws IOException {
    session.close();
  }

  @Test
  void showsProblemsWhileAPackIsTyped() throws Exception {
    editor.initialize();
    String pack = address("policy-config.yaml");

    editor.open(
        pack, "yaml", "pack: {name: a, version: 1.0.0}\npolicies: {chain: [pii-detecter]}\n");
    assertThat(editor.problems(pack))
        .anySatisfy(problem -> {
          assertThat(problem.getCode().getLeft()).isEqualTo("E001");
          assertThat(problem.getRange())
              .isEqualTo(new Range(new Position(1, 19), new Position(1, 31)));
        });

    editor.change(pack, new Range(new Position(1, 29), new Position(1, 30)), "o");
    assertThat(editor.problemsAfter(pack, problems -> !codes(problems).contains("E001")))
        .isNotNull();
  }

  @Test
  void answersInATextPack() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", EditorSession.TEXT);
    var document = new TextDocumentIdentifier(pack);

    var hover =
        editor.server().getTextDocumentService().hover(new HoverParams(document, at(6, 12)));
    assertThat(hover.get().getContents().getRight().getValue()).contains("`tool_call`");

    var items =
        editor
            .server()
            .getTextDocumentService()
            .completion(new CompletionParams(document, at(3, 13)));
    assertThat(items.get().getLeft()).extracting(CompletionItem::getLabel).contains("pii-detector");

    var definition =
        editor
            .server()
            .getTextDocumentService()
            .definition(new DefinitionParams(document, at(6, 40)));
    assertThat(definition.get().getLeft().getFirst().getRange())
        .isEqualTo(new Range(at(2, 7), at(2, 12)));

    var references =
        editor
            .server()
            .getTextDocumentService()
            .references(new ReferenceParams(document, at(3, 9), new ReferenceContext(true)));
    assertThat(references.get()).hasSize(2);

    var rename =
        editor
            .server()
            .getTextDocumentService()
            .rename(new RenameParams(document, at(2, 8), "most"));
    assertThat(rename.get().getChanges().get(pack)).hasSize(2);

    var symbols =
        editor.server().getTextDocumentService().documentSymbol(new DocumentSymbolParams(document));
    assertThat(symbols.get())
        .extracting(symbol -> symbol.getRight().getName())
        .containsExactly("guard", "limit", "chain", "wire");
  }

  @Test
  void countsColumnsInUtf16Units() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", EditorSession.TEXT);

    editor.change(pack, new Range(at(1, 51), at(1, 53)), "x");
    editor.change(pack, new Range(at(1, 43), at(1, 52)), "y");

    var hover =
        editor
            .server()
            .getTextDocumentService()
            .hover(new HoverParams(new TextDocumentIdentifier(pack), at(1, 32)));
    assertThat(hover.get().getContents().getRight().getValue()).contains("what the pack is there");
  }

  @Test
  void refusesARenameThatClashes() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", EditorSession.TEXT);
    var params = new RenameParams(new TextDocumentIdentifier(pack), at(2, 8), "finding");

    assertThatThrownBy(() -> editor.server().getTextDocumentService().rename(params).get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("`finding` is a word of the language");
  }

  @Test
  void offersFixesForProblems() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", EditorSession.TEXT.replace("audit-logger", "audit-loger"));
    List<Diagnostic> problems = editor.problems(pack);

    var actions =
        editor
            .server()
            .getTextDocumentService()
            .codeAction(
                new CodeActionParams(
                    new TextDocumentIdentifier(pack),
                    new Range(at(3, 14), at(3, 14)),
                    new CodeActionContext(problems)))
            .get();

    assertThat(actions)
        .extracting(action -> action.getRight().getTitle())
        .contains("Write `audit-logger`");
  }

  @Test
  void formatsATextPack() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(
        pack,
        "keeptrail-pack",
        EditorSession.TEXT.replace("define limit = 10", "define   limit=10"));

    var edits =
        editor
            .server()
            .getTextDocumentService()
            .formatting(
                new DocumentFormattingParams(
                    new TextDocumentIdentifier(pack), new FormattingOptions(2, true)))
            .get();

    assertThat(edits)
        .singleElement()
        .satisfies(edit -> assertThat(edit.getNewText()).contains("define limit = 10\n"));
  }

  @Test
  void tidiesAYamlPack() throws Exception {
    editor.initialize();
    String pack = address("policy-config.yaml");
    editor.open(pack, "yaml", "pack:  \n  name: a\n\n\n\npolicies: {chain: [audit-logger]}");

    var edits =
        editor
            .server()
            .getTextDocumentService()
            .formatting(
                new DocumentFormattingParams(
                    new TextDocumentIdentifier(pack), new FormattingOptions(2, true)))
            .get();

    assertThat(edits)
        .singleElement()
        .satisfies(edit ->
            assertThat(edit.getNewText())
                .isEqualTo("pack:\n  name: a\n\npolicies: {chain: [audit-logger]}\n"));
  }

  @Test
  void readsImportsFromOpenDocumentsBeforeTheDisk() throws Exception {
    Files.writeString(folder.resolve("lists.pack"), "define old = 1\n");
    editor.initialize();
    String lists = address("lists.pack");
    String pack = address("guard.pack");
    editor.open(lists, "keeptrail-pack", "define most = 1\n");
    editor.open(
        pack,
        "keeptrail-pack",
        EditorSession.TEXT
            .replace("define limit = 10", "import \"lists.pack\"")
            .replace("> limit", "> most"));

    assertThat(codes(editor.problems(pack))).noneMatch(code -> code.startsWith("E"));
    var definition =
        editor
            .server()
            .getTextDocumentService()
            .definition(new DefinitionParams(new TextDocumentIdentifier(pack), at(6, 39)))
            .get();
    assertThat(definition.getLeft().getFirst().getUri()).isEqualTo(lists);
  }

  @Test
  void leavesOtherYamlAlone() throws Exception {
    editor.initialize();
    String other = address("values.yaml");
    editor.open(other, "yaml", "image: nginx\n");
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", EditorSession.TEXT);

    assertThat(editor.problems(pack)).isNotNull();
    assertThat(editor.hasHeardOf(other)).isFalse();
    var hover =
        editor
            .server()
            .getTextDocumentService()
            .hover(new HoverParams(new TextDocumentIdentifier(other), at(0, 1)));
    assertThat(hover.get()).isNull();
  }

  @Test
  void takesBackProblemsOfAClosedDocument() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", "chain {");
    assertThat(editor.problems(pack)).isNotEmpty();

    editor
        .server()
        .getTextDocumentService()
        .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(pack)));

    assertThat(editor.problemsAfter(pack, List::isEmpty)).isEmpty();
  }

  @Test
  void knowsTheFolderThatTheEditorWorksIn() throws Exception {
    Path words = Files.writeString(folder.resolve("words.yaml"), "define: {limit: 10}\n");
    Files.writeString(
        folder.resolve("guard.pack"),
        EditorSession.TEXT.replace("define limit = 10", "import \"words.yaml\""));
    editor.initializeIn(folder);
    String pack = address("guard.pack");
    String library = words.toUri().toString();
    editor.open(library, "yaml", Files.readString(words));
    editor.open(pack, "keeptrail-pack", Files.readString(folder.resolve("guard.pack")));

    assertThat(editor.problems(library)).isEmpty();
    assertThat(editor.problems(pack)).isEmpty();
    editor
        .server()
        .getTextDocumentService()
        .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(library)));
    assertThat(
            editor
                .server()
                .getWorkspaceService()
                .symbol(new WorkspaceSymbolParams("LIM"))
                .get()
                .getRight())
        .singleElement()
        .satisfies(
            symbol -> assertThat(symbol.getLocation().getLeft().getUri()).isEqualTo(library));

    Files.writeString(words, "define: {most: 10}\n");
    editor
        .server()
        .getWorkspaceService()
        .didChangeWatchedFiles(new DidChangeWatchedFilesParams(List.of()));
    assertThat(editor.problemsAfter(pack, problems -> codes(problems).contains("E205")))
        .isNotNull();
  }

  private String address(String file) {
    return folder.resolve(file).toUri().toString();
  }

  private static Position at(int line, int column) {
    return new Position(line, column);
  }

  private static List<String> codes(List<Diagnostic> problems) {
    return problems.stream().map(problem -> problem.getCode().getLeft()).toList();
  }
}
