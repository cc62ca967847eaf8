package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.CompactTree;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Proofs;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a bundle with nothing but the bundle and keys that one trusts. Says of each thing that is
 * not right what and where it is. One use, one thread.
 */
public final class EvidenceCheck implements AutoCloseable {
  /** How a problem ends that trusting other keys would settle. */
  public static final String UNTRUSTED = " is signed by none of the keys that are trusted";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_PROBLEMS = 1_000;

  private final BundleFiles bundle;
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> announced = new HashSet<>();
  private JsonNode manifest = JSON.nullNode();

  private EvidenceCheck(BundleFiles bundle) {
    this.bundle = bundle;
  }

  /**
   * Opens a bundle.
   *
   * @throws IOException when the file cannot be read, or is no zip
   */
  public static EvidenceCheck open(Path file) throws IOException {
    return new EvidenceCheck(BundleFiles.open(file));
  }

  /** What the bundle says of itself, unchecked; not an object when it says nothing. */
  public JsonNode manifest() throws IOException {
    byte[] bytes = bundle.small(EvidenceFiles.MANIFEST);
    try {
      return bytes == null ? JSON.nullNode() : JSON.readTree(bytes);
    } catch (JacksonException _) {
      return JSON.nullNode();
    }
  }

  /** Whether this is the manifest of a bundle that this build can read. */
  public static boolean isKnown(JsonNode manifest) {
    int format = manifest.path("format").asInt(0);
    return format >= 1 && format <= EvidenceFiles.FORMAT;
  }

  /**
   * Checks everything.
   *
   * @return what is wrong; empty when the bundle holds
   */
  public List<String> problems(Collection<NoteKey> trusted) throws IOException {
    manifest = manifest();
    if (!isKnown(manifest)) {
      return List.of("manifest.json is not there, or of another version: this is no bundle");
    }
    if (bundle.isLaidOver()) {
      return List.of("the files of the bundle lie over each other: nobody wrote it so");
    }
    manifest.path("withheld").forEach(name -> announced.add(name.asString("")));
    String signer = signature(trusted);
    files();
    Checkpoint checkpoint = checkpoint(trusted);
    if (checkpoint != null) {
      origin(signer, checkpoint.origin());
    }
    List<Hash> leaves = leaves();
    events(leaves);
    if (checkpoint != null) {
      tree(leaves, checkpoint);
    }
    packs();
    lost();
    return List.copyOf(problems);
  }

  /** What the ledger had lost when the bundle was made; earlier builds do not say it. */
  private void lost() {
    if (!manifest.has(EvidenceFiles.REMOVED)) {
      return;
    }
    long changed = manifest.path("changed").asLong(0);
    long why = manifest.path("pruned").asLong(0) + changed;
    for (JsonNode range : manifest.path(EvidenceFiles.REMOVED)) {
      long first = range.path("first").asLong(0);
      long last = range.path("last").asLong(0);
      why += last - first + 1;
      found(
          "events %d to %d were removed from the ledger: no signed notice of a pruning names them"
              .formatted(first, last));
    }
    if (changed > 0) {
      found(
          "events of the ledger that were not what was recorded are left out (%d); its gaps name them"
              .formatted(changed));
    }
    if (why != manifest.path("absent").asLong(0)) {
      found("manifest.json does not say of each event that is not here why");
    }
  }

  private void found(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  /** The name of the key that signed the manifest; null where none did. */
  private @Nullable String signature(Collection<NoteKey> trusted) throws IOException {
    byte[] bytes = bundle.small(EvidenceFiles.MANIFEST);
    SignedNote note = SignedNote.parse(bundle.text(EvidenceFiles.SIGNATURE)).orElse(null);
    if (note == null || bytes == null) {
      found("manifest.sig is not there, or no signature");
    } else if (!note.text().equals(EvidenceFiles.signed(bytes))) {
      found("manifest.json was changed: the signature is of another");
    } else if (note.signedBy(trusted).isEmpty()) {
      found(EvidenceFiles.MANIFEST + UNTRUSTED);
    } else {
      return note.signedBy(trusted).get().name();
    }
    return null;
  }

  /**
   * Whoever trusts the keys of several ledgers does not trust one of them with what is of another.
   */
  private void origin(@Nullable String signer, String origin) {
    if (signer != null && !signer.equals(origin)) {
      found(
          "manifest.json is signed by the key of `%s`, and the events are those of `%s`"
              .formatted(signer, origin));
    }
    if (!manifest.path("origin").asString("").equals(origin)) {
      found("manifest.json names another ledger than `%s`".formatted(origin));
    }
  }

  private void files() throws IOException {
    Set<String> named = new HashSet<>(List.of(EvidenceFiles.MANIFEST, EvidenceFiles.SIGNATURE));
    manifest.path("files").properties().forEach(one -> named.add(one.getKey()));
    for (ZipEntry entry : bundle.entries()) {
      String name = entry.getName();
      if (!named.contains(name)) {
        found("`" + name + "` was added");
      } else if (digests.containsKey(name)) {
        found("`" + name + "` is there twice");
      }
      digests.put(name, bundle.digest(entry));
    }
    for (Map.Entry<String, JsonNode> one : manifest.path("files").properties()) {
      String digest = digests.get(one.getKey());
      if (digest == null) {
        found(one.getKey() + " is missing");
      } else if (!digest.equals(one.getValue().path("sha256").asString(""))) {
        found(one.getKey() + " was changed");
      }
    }
    if (!bundle.endsWithItsList()) {
      found(
          "something stands behind the list at the end of the zip, where no program looks for it");
    }
    if (!bundle.isSameFromTheBeginning(digests)) {
      found(
          "a program that reads the file from its beginning finds something else in it than one that"
              + " goes by the list at its end: something was put in between or in front");
    }
  }

  private @Nullable Checkpoint checkpoint(Collection<NoteKey> trusted) throws IOException {
    SignedNote note = SignedNote.parse(bundle.text(EvidenceFiles.CHECKPOINT)).orElse(null);
    Checkpoint read = note == null ? null : Checkpoint.parse(note.text()).orElse(null);
    if (note == null || read == null) {
      found("checkpoint.txt is no checkpoint");
      return null;
    }
    if (note.signedBy(trusted).filter(key -> key.name().equals(read.origin())).isEmpty()) {
      found(EvidenceFiles.CHECKPOINT + UNTRUSTED);
      return null;
    }
    return read;
  }

  private List<Hash> leaves() throws IOException {
    List<Hash> leaves = new ArrayList<>();
    ZipEntry entry = bundle.entry(EvidenceFiles.LEAVES);
    if (entry == null) {
      return leaves;
    }
    // A hash cannot be packed: a file of this size holds no more of them.
    long most = entry.getCompressedSize() / Hash.LENGTH + 1;
    try (var lines = bundle.lines(entry)) {
      String line = lines.next();
      while (line != null && leaves.size() < most) {
        Hash leaf = Hash.of(Base64.getDecoder().decode(line));
        if (!leaf.toBase64().equals(line)) {
          throw new IllegalArgumentException("written in another way than hashes are");
        }
        leaves.add(leaf);
        line = lines.next();
      }
      if (line != null || lines.tooLong()) {
        found("leaves.txt holds something else than hashes, after line " + leaves.size());
      }
    } catch (IllegalArgumentException _) {
      found("leaves.txt holds something else than hashes, in line " + (leaves.size() + 1));
    }
    return leaves;
  }

  private void events(List<Hash> leaves) throws IOException {
    long first = manifest.path("first").asLong(0);
    long last = manifest.path("last").asLong(0);
    if (leaves.size() != last - first + 1) {
      found("there are %d leaves for events %d to %d".formatted(leaves.size(), first, last));
    }
    var counts = new EvidenceCounts();
    var missing = new MissingNumbers();
    int wrong = problems.size();
    ZipEntry entry = bundle.entry(EvidenceFiles.EVENTS);
    if (entry != null) {
      try (var lines = bundle.lines(entry)) {
        String line = lines.next();
        long before = first - 1;
        while (line != null && problems.size() < MOST_PROBLEMS) {
          long number = event(line, before, first, leaves, counts);
          missing.between(before, number);
          before = number;
          line = lines.next();
        }
        missing.between(before, last + 1);
        if (lines.tooLong()) {
          found("what comes after event number " + before + " is too long for an event");
        }
      }
    }
    long there = counts.decisions() + counts.administrative();
    long said = manifest.path("decisions").asLong(0) + manifest.path("administrative").asLong(0);
    if (there != said || said + manifest.path("absent").asLong(0) != last - first + 1) {
      found(
          "there are %d events, and the manifest speaks of %d%s"
              .formatted(there, said, missing.words()));
    }
    if (problems.size() == wrong) {
      counts
          .different(manifest)
          .forEach(member ->
              found("manifest.json says other `%s` than the events come to".formatted(member)));
    }
  }

  private long event(
      String line, long before, long first, List<Hash> leaves, EvidenceCounts counts) {
    try {
      EventLine read = EventLine.parse(line);
      long sequence = read.sequence();
      counts.add(read.event().getBytes(StandardCharsets.UTF_8));
      if (sequence <= before) {
        found("event " + sequence + " is there twice, or out of its place");
      }
      long at = sequence - first;
      if (at < 0 || at >= leaves.size() || !read.leaf().equals(leaves.get((int) at))) {
        found("event %d (%s) is not what was recorded".formatted(sequence, id(read)));
      } else if (!read.isWrittenAs(line)) {
        found(
            "event %d (%s) is what was recorded, but in another form: other programs may read it otherwise"
                .formatted(sequence, id(read)));
      }
      withheld(read);
      return Math.max(before, sequence);
    } catch (Leaves.UnreadableLeafException _) {
      found("the event after number " + before + " is no event");
      return before;
    }
  }

  private static String id(EventLine line) {
    try {
      return JSON.readTree(line.event()).path("id").asString("?");
    } catch (JacksonException _) {
      return "?";
    }
  }

  /** Only what the signed manifest says may be missing. */
  private void withheld(EventLine line) {
    for (String name : line.withheld()) {
      if (!announced.contains(name)) {
        found(
            "event %d goes without `%s`, which the manifest does not say"
                .formatted(line.sequence(), name));
      }
    }
  }

  private void tree(List<Hash> leaves, Checkpoint checkpoint) {
    try {
      JsonNode said = manifest.path("tree");
      if (said.path("checkpoint_size").asLong(0) != checkpoint.size()) {
        found("manifest.json names another size of the tree than checkpoint.txt");
      }
      CompactTree tree =
          new CompactTree(manifest.path("first").asLong(1) - 1, hashes(said.path("before")));
      for (Hash leaf : leaves) {
        tree = tree.add(leaf);
      }
      if (!Proofs.isConsistent(
          tree.size(),
          tree.root(),
          checkpoint.size(),
          checkpoint.root(),
          hashes(said.path("consistency")))) {
        found("the leaves do not lead to the root that was signed: some are not the ledger's");
      }
    } catch (IllegalArgumentException _) {
      found("the tree in manifest.json is none");
    }
  }

  private static List<Hash> hashes(JsonNode array) {
    List<Hash> hashes = new ArrayList<>();
    for (JsonNode hash : array) {
      hashes.add(Hash.of(Base64.getDecoder().decode(hash.asString(""))));
    }
    return hashes;
  }

  private void packs() {
    digests.forEach((name, digest) -> {
      boolean plan =
          name.startsWith(EvidenceFiles.PACKS)
              && name.endsWith(".json")
              && !name.endsWith(".sources.json");
      if (plan && !name.equals(EvidenceFiles.pack(digest))) {
        found(name + " is not the pack with this digest");
      }
    });
  }

  @Override
  public void close() throws IOException {
    bundle.close();
  }
}
