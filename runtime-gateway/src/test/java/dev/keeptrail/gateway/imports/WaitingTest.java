package dev.keeptrail.gateway.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Halves of exchanges that wait are no more than fit into memory. */
final class WaitingTest {
  private static final String ASKED =
      "{\"custom_id\":\"%s\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"m\",\"messages\":[]}}\n";
  private static final String ANSWERED =
      "{\"custom_id\":\"%s\",\"response\":{\"body\":{\"choices\":[]}}}\n";

  private final List<String> read = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private void read(LogReader reader, String log) throws Exception {
    reader.read(
        new LogText(new StringReader(log)),
        pair -> read.add(pair.id() + (pair.answer() == null ? "" : "+")),
        (problem, place) -> skipped.add(place + ": " + problem));
  }

  @Test
  void aRequestThatHasNoRoomIsTold() throws Exception {
    var reader = new BatchLog(new Waiting(500), new Waiting(500));
    read(reader, ASKED.formatted("a") + ASKED.formatted("b") + ASKED.formatted("c"));
    read(reader, ANSWERED.formatted("a") + ANSWERED.formatted("b"));
    read(reader, ASKED.formatted("d") + ANSWERED.formatted("d"));
    reader.end(
        pair -> read.add(pair.id()), (problem, place) -> skipped.add(place + ": " + problem));

    assertThat(read).containsExactly("a+", "b+", "d+");
    assertThat(skipped)
        .singleElement()
        .asString()
        .startsWith("line 3: more than 0 MiB wait for what belongs to them; split the files");
  }

  @Test
  void anAnswerThatHasNoRoomIsTold() throws Exception {
    var reader = new BatchLog(new Waiting(500), new Waiting(200));
    read(reader, ANSWERED.formatted("a") + ANSWERED.formatted("b"));
    read(reader, ASKED.formatted("a") + ASKED.formatted("b"));
    reader.end(
        pair -> read.add(pair.id()), (problem, place) -> skipped.add(place + ": " + problem));

    assertThat(read).containsExactly("a+", "b");
    assertThat(skipped).singleElement().asString().startsWith("line 2: more than");
  }

  @Test
  void aMessageOfASpanThatHasNoRoomIsTold() throws Exception {
    String record =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"spanId\":\"%s\",\"eventName\":"
            + "\"gen_ai.%s\",\"body\":{\"kvlistValue\":{\"values\":[]}}}]}]}]}\n";
    var reader = new SpanLog(new Waiting(250));
    read(reader, record.formatted("a", "user.message") + record.formatted("b", "user.message"));
    read(reader, record.formatted("a", "choice") + record.formatted("c", "user.message"));
    reader.end(pair -> read.add(pair.id()), (_, _) -> {});

    assertThat(read).containsExactly("a+", "c");
    assertThat(skipped).singleElement().asString().startsWith("line 2 record 0: more than");
  }
}
