package dev.keeptrail.detectors.embedding;

import dev.keeptrail.detectors.plugin.UnusableDetectorException;

/**
 * Makes embedders of one backend. Named in {@code
 * META-INF/services/dev.keeptrail.detectors.embedding.EmbedderProvider} of a jar on the class path.
 * The constructor without parameters is called once for each policy that wants an embedder, and
 * must do nothing that takes time.
 */
public interface EmbedderProvider {
  /** The word that {@code backend} takes in a pack, such as {@code local}. */
  String backend();

  /**
   * An embedder, ready for use. One that asks a service does not ask it yet.
   *
   * @throws UnusableDetectorException when there is no such model, or the service must not be asked
   */
  Embedder open(EmbedderSettings settings) throws UnusableDetectorException;
}
