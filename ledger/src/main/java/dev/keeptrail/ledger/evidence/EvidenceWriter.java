package dev.keeptrail.ledger.evidence;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.Hash;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.Salt;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a bundle. Takes the memory of one event, however many there are; the hashes of leaves wait
 * in a file beside the output. One use, one thread.
 */
public final class EvidenceWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> LIMITATIONS =
      List.of(
          "Whoever holds the ledger's private key can sign another history. A checkpoint or a public"
              + " key that was kept elsewhere before shows whether that was done.",
          "Events hold no prompts and no answers, only what was found in them, and where.",
          "What never passed a gateway of this ledger left no event.",
          "Times are those of the gateways' clocks. Numbers are in the order of recording, so single"
              + " events may lie a little outside the time that was asked for.",
          "The counts are of the events that are in the bundle.");

  private final LedgerAudit audit;
  private final @Nullable Administration administration;
  private final EvidenceRequest request;
  private final Map<String, ObjectNode> files = new TreeMap<>();
  private final EvidenceCounts counts = new EvidenceCounts();
  private final List<String> gaps = new ArrayList<>();
  private final AbsentEvents absent = new AbsentEvents();
  private @Nullable EvidenceRange range;

  /**
   * A bundle of a ledger.
   *
   * @param administration where packs are kept; null where there is none
   */
  public EvidenceWriter(
      LedgerAudit audit, @Nullable Administration administration, EvidenceRequest request) {
    this.audit = audit;
    this.administration = administration;
    this.request = request;
  }

  /**
   * Writes the file.
   *
   * @return how many events are in it; 0 when there are none in this time, and then no file
   * @throws LedgerException when the ledger cannot be read, or nothing vouches for the events yet
   */
  public long write(Path file) throws LedgerException, IOException {
    // By its name it belongs to the file, and whoever clears up behind that finds it.
    Path leaves =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), file.getFileName() + ".", ".leaves");
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      try (OutputStream hashes = new BufferedOutputStream(Files.newOutputStream(leaves))) {
        OutputStream events = begin(zip, EvidenceFiles.EVENTS);
        audit.extract(request.since(), request.until(), new Sink(events, hashes));
        end(zip, EvidenceFiles.EVENTS, events);
      }
      EvidenceRange found = range;
      if (found == null) {
        throw new LedgerException("there is no event in this time");
      }
      OutputStream copied = begin(zip, EvidenceFiles.LEAVES);
      Files.copy(leaves, copied);
      end(zip, EvidenceFiles.LEAVES, copied);
      absent.end();
      gaps.addAll(absent.gaps());
      unsigned(found).ifPresent(gaps::add);
      rest(zip, found);
      return counts.decisions() + counts.administrative();
    } finally {
      Files.deleteIfExists(leaves);
    }
  }

  /** What of the time is not in the bundle that was written; empty where all of it is. */
  public List<String> gaps() {
    return List.copyOf(gaps);
  }

  private static Optional<String> unsigned(EvidenceRange found) {
    return found.wanted() == found.last()
        ? Optional.empty()
        : Optional.of(
            "events %d to %d are of this time, and in no checkpoint yet: they are not here"
                .formatted(found.last() + 1, found.wanted()));
  }

  private void rest(ZipOutputStream zip, EvidenceRange found) throws LedgerException, IOException {
    packs(zip);
    whole(zip, EvidenceFiles.CHECKPOINT, utf8(found.checkpoint()));
    whole(
        zip,
        EvidenceFiles.KEYS,
        utf8(String.join("\n", audit.keys().stream().map(NoteKey::toString).toList()) + "\n"));
    String origin =
        SignedNote.parse(found.checkpoint())
            .flatMap(note -> Checkpoint.parse(note.text()))
            .map(Checkpoint::origin)
            .orElse("");
    whole(
        zip,
        EvidenceFiles.COVER,
        CoverPage.of(request, found, counts, gaps, limitations(), origin));
    byte[] manifest =
        utf8(
            JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest(found, origin))
                + "\n");
    zip.putNextEntry(entry(EvidenceFiles.MANIFEST));
    zip.write(manifest);
    zip.closeEntry();
    zip.putNextEntry(entry(EvidenceFiles.SIGNATURE));
    zip.write(utf8(audit.sign(EvidenceFiles.signed(manifest)).toString()));
    zip.closeEntry();
  }

  /** Puts each event into the bundle as it comes. */
  private final class Sink implements EvidenceSink {
    private final OutputStream events;
    private final OutputStream hashes;

    Sink(OutputStream events, OutputStream hashes) {
      this.events = events;
      this.hashes = hashes;
    }

    @Override
    public void range(EvidenceRange found) {
      range = found;
    }

    @Override
    public void event(long sequence, byte[] json, @Nullable Salt salt, Hash leaf)
        throws IOException, LedgerException {
      if (!isRecorded(json, salt, leaf)) {
        absent.changed(sequence);
        counts.absent();
        hashes.write(utf8(leaf.toBase64() + "\n"));
        return;
      }
      EventLine line = EventLine.of(sequence, json, salt, request.withheld());
      counts.add(utf8(line.event()));
      events.write(utf8(line.text() + "\n"));
      hashes.write(utf8(leaf.toBase64() + "\n"));
    }

    @Override
    public void absent(long sequence, Hash leaf, boolean pruned) throws IOException {
      counts.absent();
      absent.absent(sequence, pruned);
      hashes.write(utf8(leaf.toBase64() + "\n"));
    }
  }

  private static boolean isRecorded(byte[] json, @Nullable Salt salt, Hash leaf) {
    try {
      return Leaves.hash(json, salt).equals(leaf);
    } catch (Leaves.UnreadableLeafException _) {
      return false;
    }
  }

  /** Whether each event of the time is in it, but for those that were pruned. */
  public boolean isUntouched() {
    return absent.changed() == 0 && absent.removed().isEmpty();
  }

  private void packs(ZipOutputStream zip) throws LedgerException, IOException {
    for (String digest : counts.packs()) {
      StoredPack pack = administration == null ? null : administration.pack(digest).orElse(null);
      if (pack == null) {
        gaps.add("the pack with digest " + digest + " was not kept");
        continue;
      }
      whole(zip, EvidenceFiles.pack(digest), utf8(pack.plan()));
      if (!pack.sources().isEmpty()) {
        whole(
            zip,
            EvidenceFiles.pack(digest).replace(".json", ".sources.json"),
            JSON.writeValueAsBytes(pack.sources()));
      }
    }
  }

  private ObjectNode manifest(EvidenceRange found, String origin) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("format", EvidenceFiles.FORMAT);
    manifest.put("origin", origin);
    manifest.put("reason", request.reason());
    manifest.put("made", request.made().toString());
    manifest.put("maker", request.maker());
    manifest.put("since", request.since().toString());
    manifest.put("until", request.until().toString());
    manifest.put("first", found.first());
    manifest.put("last", found.last());
    manifest.put("decisions", counts.decisions());
    manifest.put("administrative", counts.administrative());
    manifest.put("absent", counts.missing());
    manifest.put("pruned", absent.pruned());
    manifest.put("changed", absent.changed());
    ArrayNode removed = manifest.putArray(EvidenceFiles.REMOVED);
    absent
        .removed()
        .forEach(lost -> removed.addObject().put("first", lost.first()).put("last", lost.last()));
    counts(manifest.putObject("verdicts"), counts.verdicts());
    counts(manifest.putObject("policies"), counts.policies());
    counts(manifest.putObject("reasons"), counts.reasons());
    counts(manifest.putObject("actions"), counts.actions());
    request.withheld().forEach(manifest.putArray("withheld")::add);
    texts(manifest.putArray("gaps"), gaps);
    texts(manifest.putArray("limitations"), limitations());
    ObjectNode tree = manifest.putObject("tree");
    tree.put("checkpoint_size", found.size());
    ArrayNode peaks = tree.putArray("before");
    found.before().peaks().forEach(hash -> peaks.add(hash.toBase64()));
    ArrayNode path = tree.putArray("consistency");
    found.consistency().forEach(hash -> path.add(hash.toBase64()));
    ObjectNode named = manifest.putObject("files");
    files.forEach(named::set);
    return manifest;
  }

  private List<String> limitations() {
    if (request.withheld().isEmpty()) {
      return LIMITATIONS;
    }
    List<String> all = new ArrayList<>(LIMITATIONS);
    all.add(
        "Withheld are the fields %s. Their hashes are here: who is told one of them later can check it."
            .formatted(String.join(", ", request.withheld())));
    return all;
  }

  private static void counts(ObjectNode into, Map<String, Long> counts) {
    counts.forEach(into::put);
  }

  private static void texts(ArrayNode into, List<String> texts) {
    texts.forEach(into::add);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTime(0);
    return entry;
  }

  private void whole(ZipOutputStream zip, String name, byte[] content) throws IOException {
    OutputStream out = begin(zip, name);
    out.write(content);
    end(zip, name, out);
  }

  private static OutputStream begin(ZipOutputStream zip, String name) throws IOException {
    zip.putNextEntry(entry(name));
    return new DigestOutputStream(zip, EvidenceFiles.sha256());
  }

  private void end(ZipOutputStream zip, String name, OutputStream out) throws IOException {
    zip.closeEntry();
    if (out instanceof DigestOutputStream digesting) {
      MessageDigest digest = digesting.getMessageDigest();
      files.put(
          name,
          JsonNodeFactory.instance.objectNode().put("sha256", EvidenceFiles.hex(digest.digest())));
    }
  }
}
