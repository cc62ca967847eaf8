package dev.keeptrail.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a question carries is what a case holds. */
final class SubjectServerTest {
  @Test
  void compilesAFileThatIsNoText() throws IOException {
    assertThat(
            answer(
                """
                {"id": 1, "op": "compile", "main": "pack.yaml", "files": {"pack.yaml": {"base64": "cGFjazog/w=="}}}
                """))
        .contains("E102 error 1:7");
  }

  @Test
  void loadsAPlanThatRefersToASecret() throws IOException {
    assertThat(
            answer(
                """
                {"id": 1, "op": "decide", "content": {"phase": "input", "segments": []}, "findings": [], "plan": \
                {"format": 1, "gateway": {"block_status": 409}, "pack": {"enabled": true, "name": "p", "version": "1.0.0"}, "providers": [], \
                "chain": [{"enforcement": "enforce", "kind": "pii-detector", "name": "pii-detector", "settings": \
                {"redaction": {"marker_format": "hash", "hash_key_ref": {"env": "KEY"}}}}]}}
                """))
        .contains("all_policies_passed");
  }

  private static String answer(String question) throws IOException {
    var out = new ByteArrayOutputStream();
    new SubjectServer("reference")
        .serve(
            new ByteArrayInputStream(question.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
