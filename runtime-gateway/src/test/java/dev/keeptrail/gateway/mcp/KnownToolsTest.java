package dev.keeptrail.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long is known what lists of tools have said. */
final class KnownToolsTest {
  private final AtomicLong now = new AtomicLong();
  private final KnownTools tools = new KnownTools(now::get);

  private static ToolHeaders headers() throws Exception {
    byte[] tool = "{\"inputSchema\":{}}".getBytes(StandardCharsets.UTF_8);
    return ToolHeaders.of(StrictJson.parse(tool)).orElseThrow();
  }

  @Test
  void asLongAsClientsMayKeepAList() throws Exception {
    tools.learn("a", "find", headers());
    now.set(KnownTools.LIFE.toNanos() - 1);
    assertThat(tools.find("a", "find")).isPresent();
    now.set(KnownTools.LIFE.toNanos());
    assertThat(tools.find("a", "find")).isEmpty();
  }

  @Test
  void ofEachServerByItself() throws Exception {
    tools.learn("a", "find", headers());
    assertThat(tools.find("b", "find")).isEmpty();
    assertThat(tools.find("a", "other")).isEmpty();
    assertThat(tools.find("a", "find")).isPresent();
  }

  @Test
  void ofThoseThatAreUsedLast() throws Exception {
    tools.learn("a", "first", headers());
    for (int i = 0; i < KnownTools.MOST - 1; i++) {
      tools.learn("a", "t" + i, headers());
    }
    assertThat(tools.find("a", "first")).isPresent();
    tools.learn("a", "one more", headers());
    assertThat(tools.find("a", "first")).isPresent();
    assertThat(tools.find("a", "t0")).isEmpty();
  }
}
