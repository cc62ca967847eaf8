package dev.keeptrail.gateway.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings in Base64, as the official clients ask for them, are numbers and no words. */
class EmbeddingShapeTest {
  private static final int DIMENSIONS = 1536;

  private final EmbeddingShape shape = new EmbeddingShape();

  @ParameterizedTest
  @ValueSource(strings = {"1 1", "2 1", "0 0 0", "0.5 -0.25 1", "64 1 2", "-1 1 -1 1"})
  void roundNumbersAreVectors(String numbers) {
    String[] parts = numbers.split(" ", -1);
    float[] values = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = Float.parseFloat(parts[i]);
    }
    assertThat(shape.isAnswer(answer(packed(values)))).isTrue();
  }

  @Test
  void realVectorsAreVectors() {
    var random = new Random(1);
    for (int time = 0; time < 200; time++) {
      float[] values = new float[DIMENSIONS];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() / Math.sqrt(DIMENSIONS));
      }
      assertThat(shape.isAnswer(answer(packed(values)))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, the card is 4111 1111 1111 1111",
    "UTF-8, 123-45-6789",
    "UTF-16BE, 4111 1111 1111 1111",
    "UTF-16LE, ann@example.com",
    "UTF-32BE, 123-45-6789",
    "UTF-32BE, call Ann",
    "UTF-32LE, 4111 1111 1111 1111"
  })
  void wordsAreNone(Charset charset, String words) {
    String encoded = Base64.getEncoder().encodeToString(words.getBytes(charset));
    assertThat(shape.isAnswer(answer(encoded))).isFalse();
  }

  private static String packed(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static ObjectNode answer(String embedding) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("data").addObject().put("index", 0).put("embedding", embedding);
    return answer;
  }
}
