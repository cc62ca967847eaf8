package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.editor.PackWorkspace;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Speaks the Language Server Protocol over two streams until one side ends it. */
public final class LanguageSession {
  private LanguageSession() {}

  /**
   * Serves one editor.
   *
   * @return whether the editor ended the session in order: `shutdown`, then `exit`
   */
  public static boolean serve(
      PackCompiler compiler, String version, InputStream in, OutputStream out)
      throws InterruptedException {
    ProtocolLog.install();
    // WHY: never closed, which would wait for a read that ends only when the editor writes again.
    ExecutorService reader =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("lsp-reader").factory());
    try (Worker worker = new Worker()) {
      var workspace = new PackWorkspace(compiler);
      var names = new DocumentNames();
      var problems = new ShownProblems(workspace, worker, names);
      var server =
          new PackLanguageServer(
              new PackTextDocuments(workspace, worker, names, problems),
              new PackFolders(workspace, worker, names, problems),
              version);
      Launcher<LanguageClient> launcher =
          new Guarded()
              .setLocalService(server)
              .setRemoteInterface(LanguageClient.class)
              .setInput(in)
              .setOutput(out)
              .setExecutorService(reader)
              .setExceptionHandler(Faults::answer)
              .create();
      problems.connect(launcher.getRemoteProxy());
      Future<Void> listening = launcher.startListening();
      var watch = Thread.ofVirtual().start(() -> awaitEndOf(listening, server));
      server.awaitEnd();
      listening.cancel(true);
      watch.interrupt();
      return server.wasShutDown();
    } finally {
      reader.shutdownNow();
    }
  }

  /** A launcher that lets no message to the server unchecked. */
  private static final class Guarded extends LSPLauncher.Builder<LanguageClient> {
    @Override
    protected MessageJsonHandler createJsonHandler() {
      return new IncomingMessages(getSupportedMethods());
    }
  }

  private static void awaitEndOf(Future<Void> listening, PackLanguageServer server) {
    try {
      listening.get();
    } catch (InterruptedException
        | java.util.concurrent.ExecutionException
        | java.util.concurrent.CancellationException over) {
      // However it ended, it is over.
    }
    server.disconnected();
  }
}
