package dev.keeptrail.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that are recognised come to what comes of reading them: the same pieces and the same
 * answer, and the same streams are refused.
 */
final class ChunkReaderProperties {
  private static final List<String> TEXTS =
      List.of(
          "Hello",
          "",
          " the \\\"end\\\"",
          "\\n\\t\\/\\\\",
          "\\u00e4",
          "\ud83d\ude00",
          "\u4f60 caf\u00e9",
          "\\ud83d\\ude00",
          "\\ud83d",
          "a\"b",
          "a\\",
          "\\x",
          "tab\there",
          "}]},",
          "{\\\"content\\\":");
  private static final List<String> HEADS =
      List.of(
          "\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",",
          "\"id\":\"c1\", \"created\" : 2,\n\"model\":\"content\",\"usage\":null,",
          "\"x\":{\"n\":1},",
          "\"citations\":[\"a\"],",
          "\"note\":\"\\\"choices\\\":[{\",",
          "");
  private static final List<String> TAILS =
      List.of(
          "",
          ",\"usage\":null",
          ",\"usage\":{\"total_tokens\":3}",
          ",\"obfuscation\":\"aB3\"",
          ",\"obfuscation\":\"%\"",
          ",\"obfuscation\":\"%\\u0041\"",
          ",\"obfuscation\":\"%\", \"more\":[true]",
          ",\"obfuscation\":7",
          ",\"error\":null");
  private static final List<String> DELTAS =
      List.of(
          "\"content\":\"%\"",
          "\"role\":\"assistant\",\"content\":\"%\"",
          "\"content\":\"%\",\"refusal\":null",
          "\"reasoning_content\":\"%\",\"content\":null",
          "\"content\":\"a\",\"reasoning\":\"%\"",
          "\"conten\\u0074\":\"%\"",
          "\"content\":\"%\",\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\"}}]",
          "\"function_call\":{\"arguments\":\"x\"},\"content\":\"%\"",
          " \"content\" : \"%\" ",
          "\"audio\":{\"transcript\":\"t\"},\"content\":\"%\"",
          "\"content\":7",
          "");
  private static final List<String> CHOICES =
      List.of(
          "[{\"index\":0,\"delta\":{D},\"finish_reason\":null}]",
          "[{\"index\":0,\"delta\":{D},\"logprobs\":null,\"finish_reason\":null}]",
          "[ {\"finish_reason\":null , \"delta\":{D},\"index\":1} ]",
          "[{\"index\":0,\"delta\":{D},\"logprobs\":{\"content\":[{\"token\":\"a\"}]}}]",
          "[{\"index\":0,\"delta\":{D}},{\"index\":1,\"delta\":{D}}]",
          "[{\"index\":0,\"delta\":{D},\"finish_reason\":\"stop\"}]",
          "[{\"index\":-1,\"delta\":{D}}]",
          "[]");

  private static <T> T pick(List<T> of, Random random) {
    // The first ones are what is usual, and what repeats.
    return of.get(random.nextInt(3) > 0 ? 0 : random.nextInt(of.size()));
  }

  private static String chunk(Random random) {
    String delta = pick(DELTAS, random).replace("%", pick(TEXTS, random));
    String filling = random.nextInt(20) == 0 ? "\\\\" : Integer.toString(random.nextInt(99));
    return "{"
        + pick(HEADS, random)
        + "\"choices\":"
        + pick(CHOICES, random).replace("D", delta)
        + pick(TAILS, random).replace("%", filling)
        + (random.nextInt(40) == 0 ? "" : "}");
  }

  /** A chunk, and some after it that differ in their texts. */
  private static List<String> stream(Random random) {
    List<String> chunks = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String head = pick(HEADS, random);
      String delta = pick(DELTAS, random);
      String choices = pick(CHOICES, random);
      String tail = pick(TAILS, random);
      for (int n = random.nextInt(5); n >= 0; n--) {
        String said = delta.replace("%", TEXTS.get(random.nextInt(TEXTS.size())));
        chunks.add(
            "{"
                + head
                + "\"choices\":"
                + choices.replace("D", said)
                + tail.replace("%", Integer.toString(random.nextInt(99)))
                + "}");
      }
      chunks.add(chunk(random));
    }
    return chunks;
  }

  /** What one reader made of a chunk; null where it refused it. */
  private static @Nullable List<Piece> accept(ChunkReader reader, String chunk) {
    List<Piece> pieces = new ArrayList<>();
    try {
      reader.accept(new SseEvent(null, chunk), pieces::add);
      return pieces;
    } catch (BrokenStreamException _) {
      return null;
    }
  }

  @Property(tries = 400)
  void recognisedChunksSayWhatReadOnesSay(@ForAll long seed) {
    var quick = new ChunkReader();
    var slow = new ChunkReader(false);
    for (String chunk : stream(new Random(seed))) {
      List<Piece> read = accept(slow, chunk);

      assertThat(accept(quick, chunk)).as("%s", chunk).isEqualTo(read);
      if (read == null) {
        return;
      }
      assertThat(quick.isComplete()).isEqualTo(slow.isComplete());
    }
    assertThat(quick.soFar()).isEqualTo(slow.soFar());
  }
}
