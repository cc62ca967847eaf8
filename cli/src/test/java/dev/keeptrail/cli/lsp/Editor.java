package dev.keeptrail.cli.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.jspecify.annotations.Nullable;

/** The other side of a session: LSP4J's own client. */
final class Editor implements LanguageClient {
  private final Map<String, List<List<Diagnostic>>> published = new HashMap<>();
  private @Nullable LanguageServer server;
  private int version;

  static Editor connect(InputStream in, OutputStream out) {
    var editor = new Editor();
    var launcher = LSPLauncher.createClientLauncher(editor, in, out);
    editor.server = launcher.getRemoteProxy();
    var _ = launcher.startListening();
    return editor;
  }

  LanguageServer server() {
    return Objects.requireNonNull(server);
  }

  InitializeResult initialize() throws Exception {
    return initialize((int) ProcessHandle.current().pid());
  }

  InitializeResult initialize(int process) throws Exception {
    return initialize(process, List.of());
  }

  InitializeResult initializeIn(Path folder) throws Exception {
    return initialize(
        (int) ProcessHandle.current().pid(),
        List.of(new WorkspaceFolder(folder.toUri().toString(), "packs")));
  }

  private InitializeResult initialize(int process, List<WorkspaceFolder> folders) throws Exception {
    var params = new InitializeParams();
    params.setWorkspaceFolders(folders);
    params.setProcessId(process);
    params.setCapabilities(new ClientCapabilities());
    InitializeResult result = server().initialize(params).get(60, TimeUnit.SECONDS);
    server().initialized(new InitializedParams());
    return result;
  }

  void open(String address, String language, String text) {
    server()
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(
                new TextDocumentItem(address, language, version++, text)));
  }

  void change(String address, Range range, String text) {
    server()
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(address, version++),
                List.of(new TextDocumentContentChangeEvent(range, text))));
  }

  /** The problems that are shown first, whatever they are. */
  List<Diagnostic> problems(String address) throws InterruptedException {
    return problemsAfter(address, problems -> true);
  }

  /** The first problems shown that are as expected; waits for them. */
  synchronized List<Diagnostic> problemsAfter(String address, Predicate<List<Diagnostic>> expected)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      for (List<Diagnostic> problems : published.getOrDefault(address, List.of())) {
        if (expected.test(problems)) {
          return problems;
        }
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("not shown in time; so far: " + published.get(address));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized boolean hasHeardOf(String address) {
    return published.containsKey(address);
  }

  @Override
  public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
    published
        .computeIfAbsent(params.getUri(), address -> new ArrayList<>())
        .add(params.getDiagnostics());
    notifyAll();
  }

  @Override
  public void telemetryEvent(Object event) {
    throw new AssertionError("nothing is reported to anyone");
  }

  @Override
  public void showMessage(MessageParams message) {}

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void logMessage(MessageParams message) {}
}
