package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
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
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session as an editor has it, over pipes in this process. */
@Timeout(180)
final class LanguageSessionTest {
  private static final String TEXT =
      """
      language 1
      pack guard { version: "1.0.0" description: "größer 😀" }
      define limit = 10
      chain { wire audit-logger }
      policy wire on tool {
        rule large {
          when tool_call(arguments.amount > limit)
          then block "wire.large"
        }
      }
      """;

  @TempDir Path folder;

  private final PipedOutputStream toServer = new PipedOutputStream();
  private final PipedInputStream fromServer = new PipedInputStream(1 << 16);
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private Editor editor;

  @BeforeEach
  void start() throws Exception {
    var serverIn = new PipedInputStream(toServer, 1 << 16);
    OutputStream serverOut = new PipedOutputStream(fromServer);
    var compiler = new PackCompiler(PolicyKinds.installed().schemas());
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            ended.complete(LanguageSession.serve(compiler, "test", serverIn, serverOut));
          } catch (InterruptedException | RuntimeException | Error fault) {
            ended.completeExceptionally(fault);
          }
        });
    editor = Editor.connect(fromServer, toServer);
  }

  @AfterEach
  void stop() throws IOException {
    toServer.close();
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
    editor.open(pack, "keeptrail-pack", TEXT);
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
    editor.open(pack, "keeptrail-pack", TEXT);

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
    editor.open(pack, "keeptrail-pack", TEXT);
    var params = new RenameParams(new TextDocumentIdentifier(pack), at(2, 8), "finding");

    assertThatThrownBy(() -> editor.server().getTextDocumentService().rename(params).get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("`finding` is a word of the language");
  }

  @Test
  void offersFixesForProblems() throws Exception {
    editor.initialize();
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", TEXT.replace("audit-logger", "audit-loger"));
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
    editor.open(pack, "keeptrail-pack", TEXT.replace("define limit = 10", "define   limit=10"));

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
        TEXT.replace("define limit = 10", "import \"lists.pack\"").replace("> limit", "> most"));

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
    editor.open(pack, "keeptrail-pack", TEXT);

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
  void survivesGarbageAndCancelledRequests() throws Exception {
    editor.initialize();
    String garbage = "{\"jsonrpc\": not json at all";
    synchronized (toServer) {
      toServer.write(
          ("Content-Length: " + garbage.length() + "\r\n\r\n" + garbage)
              .getBytes(StandardCharsets.UTF_8));
      toServer.flush();
    }
    String pack = address("guard.pack");
    editor.open(pack, "keeptrail-pack", TEXT);
    var document = new TextDocumentIdentifier(pack);
    for (int i = 0; i < 20; i++) {
      editor
          .server()
          .getTextDocumentService()
          .completion(new CompletionParams(document, at(3, 13)))
          .cancel(true);
    }
    editor
        .server()
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(pack, 9),
                List.of(
                    new TextDocumentContentChangeEvent(
                        new Range(at(900, 900), at(-1, -1)), "\n# end\n"))));

    assertThat(
            editor
                .server()
                .getTextDocumentService()
                .hover(new HoverParams(document, at(400, 400)))
                .get())
        .isNull();
  }

  @Test
  void knowsTheFolderThatTheEditorWorksIn() throws Exception {
    Path words = Files.writeString(folder.resolve("words.yaml"), "define: {limit: 10}\n");
    Files.writeString(
        folder.resolve("guard.pack"), TEXT.replace("define limit = 10", "import \"words.yaml\""));
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

  @Test
  void saysThatItDoesNotAnswerWhatItDoesNotKnow() throws Exception {
    editor.initialize();

    assertThatThrownBy(() ->
            editor
                .server()
                .getTextDocumentService()
                .codeLens(new CodeLensParams(new TextDocumentIdentifier(address("a.pack"))))
                .get())
        .hasRootCauseInstanceOf(ResponseErrorException.class)
        .rootCause()
        .extracting(cause -> ((ResponseErrorException) cause).getResponseError().getCode())
        .isEqualTo(ResponseErrorCode.MethodNotFound.getValue());
  }

  @Test
  void endsInOrderAfterShutdownAndExit() throws Exception {
    editor.initialize();
    editor.server().shutdown().get();
    editor.server().exit();

    assertThat(ended.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWhenTheEditorGoesAway() throws Exception {
    editor.initialize();
    toServer.close();

    assertThat(ended.get(60, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    editor.initialize((int) parent.pid());

    parent.destroyForcibly();

    assertThat(ended.get(60, TimeUnit.SECONDS)).isFalse();
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
