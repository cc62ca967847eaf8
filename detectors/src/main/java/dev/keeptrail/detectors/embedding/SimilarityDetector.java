package dev.keeptrail.detectors.embedding;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds pieces of texts that are like reference texts: the score is the cosine of their vectors.
 * References are embedded once; what pieces scored is remembered, so that a conversation that comes
 * again with each turn costs its new texts only.
 */
public final class SimilarityDetector implements BatchDetector {
  /** More pieces than this in one call are a failure. */
  static final int MAX_PIECES = 2_000;

  /** How many pieces the embedder is given at once. */
  private static final int BATCH = 32;

  /** WHY: more than one call may take, so that a slow start does not fail for ever. */
  private static final Duration PREPARING = Duration.ofSeconds(30);

  private final Embedder embedder;
  private final List<Likeness> likenesses;
  private final double floor;
  private final ScoreMemory memory = new ScoreMemory();
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile @Nullable List<float[]> references;

  /**
   * @param embedder which this detector closes
   * @param floor scores below it are not reported
   */
  public SimilarityDetector(Embedder embedder, List<Likeness> likenesses, double floor) {
    this.embedder = embedder;
    this.likenesses = List.copyOf(likenesses);
    this.floor = floor;
  }

  @Override
  public String version() {
    return embedder.version();
  }

  @Override
  public Set<String> categories() {
    return likenesses.stream()
        .map(Likeness::category)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A stream cannot know how a sentence ends. */
  @Override
  public int maxMatchLength() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void detect(List<ScanText> texts, Deadline deadline, Sink sink)
      throws InterruptedException {
    List<float[]> compared = references(deadline);
    List<Placed> placed = pieces(texts);
    Map<String, float[]> scores = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (Placed piece : placed) {
      if (!scores.containsKey(piece.text())) {
        float[] known = memory.get(piece.text());
        scores.put(piece.text(), known == null ? new float[0] : known);
        if (known == null) {
          unknown.add(piece.text());
        }
      }
    }
    for (int from = 0; from < unknown.size(); from += BATCH) {
      deadline.check();
      List<String> batch = unknown.subList(from, Math.min(unknown.size(), from + BATCH));
      List<float[]> vectors = vectors(batch, deadline, compared);
      for (int i = 0; i < batch.size(); i++) {
        float[] scored = Cosine.all(vectors.get(i), compared);
        memory.put(batch.get(i), scored);
        scores.put(batch.get(i), scored);
      }
    }
    for (Placed piece : placed) {
      report(piece, scores.getOrDefault(piece.text(), new float[0]), sink);
    }
  }

  private record Placed(int segment, Pieces.Piece piece, String text) {}

  private static List<Placed> pieces(List<ScanText> texts) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).text();
      for (Pieces.Piece piece : Pieces.of(text)) {
        placed.add(new Placed(i, piece, text.substring(piece.start(), piece.end())));
      }
    }
    if (placed.size() > MAX_PIECES) {
      throw new DetectorFailedException("the texts have more than " + MAX_PIECES + " sentences");
    }
    return placed;
  }

  private void report(Placed place, float[] scores, Sink sink) {
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= floor) {
        Likeness likeness = likenesses.get(i);
        sink.add(
            place.segment(),
            place.piece().start(),
            place.piece().end(),
            likeness.category(),
            likeness.label(),
            Math.clamp(scores[i], 0, 1),
            Evidence.MODEL);
      }
    }
  }

  /** The vectors of the references, which the first call asks for. */
  private List<float[]> references(Deadline deadline) throws InterruptedException {
    List<float[]> known = references;
    if (known != null) {
      return known;
    }
    if (!preparing.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new DetectorFailedException("the reference texts are still being embedded");
    }
    try {
      known = references;
      if (known == null) {
        known = embedReferences();
        references = known;
      }
      return known;
    } finally {
      preparing.unlock();
    }
  }

  private List<float[]> embedReferences() {
    Deadline deadline = Deadline.after(PREPARING);
    List<String> texts = likenesses.stream().map(Likeness::reference).toList();
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
      vectors.addAll(vectors(batch, deadline, vectors));
    }
    return List.copyOf(vectors);
  }

  /**
   * Embeds the references now, where the embedder is on this machine.
   *
   * @throws DetectorFailedException when that does not work
   */
  public void prepare() throws InterruptedException {
    references(Deadline.after(PREPARING));
  }

  /** Vectors as long as those before. */
  private List<float[]> vectors(List<String> texts, Deadline deadline, List<float[]> before) {
    List<float[]> vectors = embedder.embed(texts, deadline);
    boolean fit = vectors.size() == texts.size();
    for (float[] vector : vectors) {
      float[] first = before.isEmpty() ? vectors.getFirst() : before.getFirst();
      fit &= vector.length > 0 && vector.length == first.length;
    }
    if (!fit) {
      throw new DetectorFailedException("the embeddings are not one of equal length for each text");
    }
    return vectors;
  }

  @Override
  public void close() {
    embedder.close();
  }
}
