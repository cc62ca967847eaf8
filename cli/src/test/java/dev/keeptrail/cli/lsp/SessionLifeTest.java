package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How sessions begin and end, and what they bear in between. */
@Timeout(180)
final class SessionLifeTest {
  private static final String PACK = "file:///packs/guard.pack";

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
  void survivesGarbageAndCancelledRequests() throws Exception {
    editor.initialize();
    String garbage = "{\"jsonrpc\": not json at all";
    synchronized (session.toServer()) {
      session
          .toServer()
          .write(
              ("Content-Length: " + garbage.length() + "\r\n\r\n" + garbage)
                  .getBytes(StandardCharsets.UTF_8));
      session.toServer().flush();
    }
    String pack = PACK;
    editor.open(pack, "keeptrail-pack", EditorSession.TEXT);
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
  void saysThatItDoesNotAnswerWhatItDoesNotKnow() throws Exception {
    editor.initialize();

    assertThatThrownBy(() ->
            editor
                .server()
                .getTextDocumentService()
                .codeLens(new CodeLensParams(new TextDocumentIdentifier(PACK)))
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

    assertThat(session.ended().get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWhenTheEditorGoesAway() throws Exception {
    editor.initialize();
    session.close();

    assertThat(session.ended().get(60, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    editor.initialize((int) parent.pid());

    parent.destroyForcibly();

    assertThat(session.ended().get(60, TimeUnit.SECONDS)).isFalse();
  }

  private static Position at(int line, int column) {
    return new Position(line, column);
  }
}
