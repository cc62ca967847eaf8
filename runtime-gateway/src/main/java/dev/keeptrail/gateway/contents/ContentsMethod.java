package dev.keeptrail.gateway.contents;

import java.util.Optional;
import java.util.stream.Stream;

/** What may be asked of a model in Google's API; stands behind the colon in the address. */
public enum ContentsMethod {
  GENERATE("generateContent"),
  STREAM("streamGenerateContent"),
  COUNT("countTokens"),
  EMBED("embedContent"),
  EMBED_ALL("batchEmbedContents"),
  /** How Vertex AI has the same. */
  PREDICT("predict");

  private final String word;

  ContentsMethod(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Optional<ContentsMethod> of(String word) {
    return Stream.of(values()).filter(method -> method.word.equals(word)).findFirst();
  }

  /** The method that this one is inside the gateway. */
  public ContentsMethod whole() {
    return switch (this) {
      case GENERATE, STREAM -> GENERATE;
      case EMBED_ALL, PREDICT -> EMBED_ALL;
      case COUNT, EMBED -> this;
    };
  }
}
