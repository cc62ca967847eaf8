package dev.keeptrail.cli.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.services.LanguageServer;

/** The life of one session: initialize, shutdown, exit, and the end of whoever started it. */
final class PackLanguageServer implements LanguageServer {
  private final PackTextDocuments documents;
  private final PackFolders folders;
  private final String version;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean shutDown = new AtomicBoolean();

  PackLanguageServer(PackTextDocuments documents, PackFolders folders, String version) {
    this.documents = documents;
    this.folders = folders;
    this.version = version;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    Integer parent = params.getProcessId();
    if (parent != null) {
      endWith(parent);
    }
    folders.workIn(namedIn(params), List.of());
    return CompletableFuture.completedFuture(
        new InitializeResult(capabilities(), new ServerInfo("keeptrail", version)));
  }

  /** Editors that know one folder only name it as the root. */
  @SuppressWarnings("deprecation")
  private static List<String> namedIn(InitializeParams params) {
    List<WorkspaceFolder> folders = params.getWorkspaceFolders();
    if (folders != null && !folders.isEmpty()) {
      return PackFolders.addresses(folders);
    }
    String root = params.getRootUri();
    return root == null ? List.of() : List.of(root);
  }

  private static ServerCapabilities capabilities() {
    var capabilities = new ServerCapabilities();
    capabilities.setPositionEncoding(PositionEncodingKind.UTF16);
    var sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    sync.setSave(new SaveOptions(false));
    capabilities.setTextDocumentSync(sync);
    capabilities.setHoverProvider(true);
    capabilities.setCompletionProvider(new CompletionOptions(false, List.of(".", "\"", ":", "(")));
    capabilities.setDefinitionProvider(true);
    capabilities.setReferencesProvider(true);
    capabilities.setRenameProvider(new RenameOptions(true));
    capabilities.setDocumentSymbolProvider(true);
    capabilities.setWorkspaceSymbolProvider(true);
    var folders = new WorkspaceFoldersOptions();
    folders.setSupported(true);
    folders.setChangeNotifications(true);
    capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
    capabilities.setDocumentFormattingProvider(true);
    capabilities.setDocumentHighlightProvider(true);
    capabilities.setFoldingRangeProvider(true);
    capabilities.setSelectionRangeProvider(true);
    capabilities.setSemanticTokensProvider(
        new SemanticTokensWithRegistrationOptions(SemanticAnswers.LEGEND, true, true));
    capabilities.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
    return capabilities;
  }

  /**
   * An editor that dies without a word must not leave a server behind. One that is not seen from
   * here, as from inside a container, says nothing; then the end of the input has to do.
   */
  private void endWith(long process) {
    if (process == ProcessHandle.current().pid()) {
      return;
    }
    ProcessHandle.of(process)
        .ifPresent(parent -> {
          var _ = parent.onExit().thenRun(ended::countDown);
        });
  }

  /** The answer is null, as the protocol has it; LSP4J's signature is not annotated for it. */
  @Override
  @SuppressWarnings("NullAway")
  public CompletableFuture<Object> shutdown() {
    shutDown.set(true);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    ended.countDown();
  }

  /** Nothing is traced. */
  @Override
  public void setTrace(SetTraceParams params) {}

  /** Ends the session when the other side is gone. */
  void disconnected() {
    ended.countDown();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Whether the session was ended in order. */
  boolean wasShutDown() {
    return shutDown.get();
  }

  @Override
  public PackTextDocuments getTextDocumentService() {
    return documents;
  }

  @Override
  public PackFolders getWorkspaceService() {
    return folders;
  }
}
