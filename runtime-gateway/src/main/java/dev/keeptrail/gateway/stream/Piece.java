package dev.keeptrail.gateway.stream;

import tools.jackson.databind.node.ObjectNode;

/** One step of an answer as it comes from a provider. */
public sealed interface Piece {
  /**
   * The answer has begun.
   *
   * @param head the answer without anything that the model says
   */
  record Head(ObjectNode head) implements Piece {}

  /**
   * A text begins.
   *
   * @param shell the block or item that it stands in, still empty; empty where there is none
   */
  record Begin(ChannelKey key, ObjectNode shell) implements Piece {}

  /** More of a text that has begun; never empty. */
  record Text(ChannelKey key, String text) implements Piece {
    /** Shows how much, never what: it is what a model wrote. */
    @Override
    public String toString() {
      return "Text[" + key + ", " + text.length() + " chars]";
    }
  }

  /**
   * A text is complete.
   *
   * @param part the block or part that it stands in, with everything that belongs to it
   */
  record End(ChannelKey key, ObjectNode part) implements Piece {}

  /**
   * A block or item is complete.
   *
   * @param index its position in the answer
   */
  record Part(int index, ObjectNode part) implements Piece {}
}
