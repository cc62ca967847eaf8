package dev.keeptrail.cli.lsp;

import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A session served on a thread of its own. */
final class Serving {
  private Serving() {}

  /** What the session ended with, once it has. */
  static CompletableFuture<Boolean> begin(InputStream in, OutputStream out) {
    var ended = new CompletableFuture<Boolean>();
    var compiler = new PackCompiler(PolicyKinds.installed().schemas());
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            ended.complete(LanguageSession.serve(compiler, "test", in, out));
          } catch (InterruptedException | RuntimeException | Error fault) {
            ended.completeExceptionally(fault);
          }
        });
    return ended;
  }
}
