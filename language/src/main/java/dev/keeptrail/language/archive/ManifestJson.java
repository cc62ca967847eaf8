package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PlanJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;

/** The JSON form of manifests: canonical (RFC 8785), so that a manifest has one form only. */
final class ManifestJson {
  static final String NAME = "manifest.json";

  private ManifestJson() {}

  static Member write(PackManifest manifest) {
    JsonWriter json = JsonWriter.compact().beginObject();
    json.name("format").value(manifest.format());
    json.name("name").value(manifest.name());
    json.name("version").value(manifest.version());
    json.name("language").value(manifest.language());
    json.name("compiler").value(manifest.compiler());
    json.name("plan").beginObject();
    json.name("format").value(PlanJson.FORMAT);
    json.name("digest").value(manifest.planDigest()).endObject();
    json.name("entry").value(manifest.entry());
    json.name("members").beginArray();
    for (PackManifest.Entry member : manifest.members()) {
      json.beginObject().name("name").value(member.name());
      json.name("size").value(member.size());
      json.name("digest").value(member.digest()).endObject();
    }
    json.endArray();
    TestAttestation tests = manifest.tests();
    if (tests != null) {
      json.name("tests").beginObject();
      json.name("total").value(tests.total());
      json.name("passed").value(tests.passed());
      json.name("failed").value(tests.failed());
      json.name("engine").value(tests.engine()).endObject();
    }
    ReplayAttestation replay = manifest.replay();
    if (replay != null) {
      json.name("replay");
      write(replay, json);
    }
    try {
      return Member.of(NAME, new JsonCanonicalizer(json.endObject().toString()).getEncodedString());
    } catch (IOException e) {
      throw new UncheckedIOException("a manifest is not readable as JSON", e);
    }
  }

  private static void write(ReplayAttestation replay, JsonWriter json) {
    json.beginObject().name("report").value(replay.report());
    String baseline = replay.baseline();
    if (baseline != null) {
      json.name("baseline").value(baseline);
    }
    json.name("events").value(replay.events());
    json.name("changes").beginObject();
    replay.changes().forEach((change, count) -> json.name(change).value(count));
    json.endObject();
    String date = replay.date();
    if (date != null) {
      json.name("date").value(date);
    }
    json.endObject();
  }

  static PackManifest read(Member member) throws ArchiveException {
    JsonTree json = JsonTree.parse(NAME, member.bytes());
    checkFormat(json, 1, PackManifest.FORMAT, "archive");
    checkFormat(json.object("plan"), PlanJson.FORMAT, PlanJson.FORMAT, "plan");
    PackManifest manifest = manifest(json);
    if (!Arrays.equals(write(manifest).bytes(), member.bytes())) {
      throw new ArchiveException(
          Problem.MALFORMED, "`" + NAME + "` holds more than a manifest, or is not canonical JSON");
    }
    return manifest;
  }

  private static void checkFormat(JsonTree json, int oldest, int known, String what)
      throws ArchiveException {
    int format = json.number("format");
    if (format < oldest || format > known) {
      throw new ArchiveException(
          format > known ? Problem.NEWER_FORMAT : Problem.MALFORMED,
          "the %s is written in format %d, this version reads format %d"
              .formatted(what, format, known),
          "use the version of Keeptrail that built it, or build it again from its sources");
    }
  }

  private static PackManifest manifest(JsonTree json) throws ArchiveException {
    List<PackManifest.Entry> members = new ArrayList<>();
    for (JsonTree member : json.objects("members")) {
      members.add(
          new PackManifest.Entry(
              member.text("name"), member.number("size"), member.text("digest")));
    }
    return new PackManifest(
        json.text("name"),
        json.text("version"),
        json.number("language"),
        json.text("compiler"),
        json.object("plan").text("digest"),
        json.text("entry"),
        members,
        json.has("tests") ? tests(json.object("tests")) : null,
        json.has("replay") ? replay(json.object("replay")) : null);
  }

  private static ReplayAttestation replay(JsonTree json) throws ArchiveException {
    Map<String, Long> changes = new LinkedHashMap<>();
    JsonTree written = json.object("changes");
    for (String change : ReplayAttestation.CHANGES) {
      changes.put(change, (long) written.number(change));
    }
    try {
      return new ReplayAttestation(
          json.text("report"),
          json.has("baseline") ? json.text("baseline") : null,
          json.number("events"),
          changes,
          json.has("date") ? json.text("date") : null);
    } catch (IllegalArgumentException contradiction) {
      throw new ArchiveException(
          Problem.MALFORMED, "the numbers of the replay in `" + NAME + "` do not add up");
    }
  }

  private static TestAttestation tests(JsonTree json) throws ArchiveException {
    int total = json.number("total");
    int passed = json.number("passed");
    int failed = json.number("failed");
    if ((long) passed + failed != total) {
      throw new ArchiveException(
          Problem.MALFORMED, "the numbers of tests in `" + NAME + "` do not add up");
    }
    return new TestAttestation(total, passed, failed, json.text("engine"));
  }
}
