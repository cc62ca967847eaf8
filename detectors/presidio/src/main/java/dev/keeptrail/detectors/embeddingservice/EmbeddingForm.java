package dev.keeptrail.detectors.embeddingservice;

import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How an embedding server is asked, and what it answers; told by the path of its address. */
enum EmbeddingForm {
  /** {@code {"inputs": [...]}}, answered by a list of vectors: Text Embeddings Inference. */
  INPUTS,
  /** {@code {"model", "input": [...]}}, answered by {@code {"embeddings": [...]}}: Ollama. */
  OLLAMA,
  /** {@code {"model", "input": [...]}}, answered by {@code {"data": [{"embedding"}]}}: OpenAI. */
  OPENAI;

  private static final JsonMapper JSON = new JsonMapper();
  private static final String UNREADABLE = "the service answered something else than embeddings";

  static EmbeddingForm of(URI endpoint) {
    String path = endpoint.getPath() == null ? "" : endpoint.getPath();
    if (path.endsWith("/embeddings")) {
      return OPENAI;
    }
    return path.endsWith("/api/embed") ? OLLAMA : INPUTS;
  }

  byte[] question(String model, List<String> texts) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (this == INPUTS) {
      texts.forEach(body.putArray("inputs")::add);
      body.put("normalize", true).put("truncate", true);
    } else {
      body.put("model", model);
      texts.forEach(body.putArray("input")::add);
    }
    if (this == OPENAI) {
      body.put("encoding_format", "float");
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The vectors, one for each text that was asked about.
   *
   * @throws DetectorFailedException when the answer is none
   */
  List<float[]> answer(byte[] body, int asked) {
    JsonNode answer = read(body);
    JsonNode list =
        switch (this) {
          case INPUTS -> answer;
          case OLLAMA -> answer.path("embeddings");
          case OPENAI -> answer.path("data");
        };
    if (!list.isArray() || list.size() != asked) {
      throw new DetectorFailedException(UNREADABLE);
    }
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < asked; i++) {
      JsonNode item = list.get(i);
      if (this == OPENAI && item.path("index").asInt(i) != i) {
        throw new DetectorFailedException(UNREADABLE);
      }
      vectors.add(vector(this == OPENAI ? item.path("embedding") : item));
    }
    return vectors;
  }

  private static float[] vector(JsonNode numbers) {
    if (!numbers.isArray() || numbers.isEmpty()) {
      throw new DetectorFailedException(UNREADABLE);
    }
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      JsonNode number = numbers.get(i);
      float value = number.isNumber() ? (float) number.doubleValue() : Float.NaN;
      if (!Float.isFinite(value)) {
        throw new DetectorFailedException(UNREADABLE);
      }
      vector[i] = value;
    }
    return vector;
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new DetectorFailedException(UNREADABLE);
    }
  }
}
