package dev.keeptrail.language.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that somebody put together by hand. */
final class HostileArchiveTest {
  @TempDir Path folder;

  private PackArchive archive;
  private SigningKey key;
  private byte[] bytes;

  @BeforeEach
  void build() throws Exception {
    key = SigningKey.generate();
    archive = Archives.of(folder).signedBy(key);
    bytes = archive.toBytes();
  }

  @Test
  void noByteCanChange() {
    for (int at = 0; at < bytes.length; at++) {
      for (int bit : new int[] {0, 5}) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << bit);
        assertUnusable(changed, "bit " + bit + " of byte " + at);
      }
    }
  }

  @Test
  void noByteCanBeMissing() {
    for (int length = 0; length < bytes.length; length++) {
      assertUnusable(Arrays.copyOf(bytes, length), "cut at " + length);
    }
  }

  @Test
  void nothingCanFollowOrPrecede() {
    Archives.assertRefused(
        Arrays.copyOf(bytes, bytes.length + 1),
        Problem.MALFORMED,
        "the archive is cut off, or something follows its end");
    byte[] prefixed = new byte[bytes.length + 4];
    System.arraycopy(bytes, 0, prefixed, 4, bytes.length);
    Archives.assertRefused(prefixed, Problem.MALFORMED, "the file is no compiled pack");
  }

  @Test
  void nothingCanHideBetweenMembers() {
    byte[] padded = new byte[bytes.length + 3];
    int directory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 6);
    System.arraycopy(bytes, 0, padded, 0, directory);
    System.arraycopy(bytes, directory, padded, directory + 3, bytes.length - directory);
    ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).putInt(padded.length - 6, directory + 3);
    Archives.assertRefused(
        padded, Problem.MALFORMED, "the archive holds bytes that its members do not account for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/passwd",
        "sources/../../evil",
        "sources//a",
        "sources/./a",
        "sources/",
        "C:evil",
        "a\\b",
        "a\u0000b",
        "a\u202eb",
        ""
      })
  void namesArePlainPaths(String name) throws Exception {
    byte[] slipped = Crafted.of(archive).with(name, "x").toBytes();
    assertThatThrownBy(() -> PackArchive.read(slipped))
        .isInstanceOf(ArchiveException.class)
        .hasMessageStartingWith("a member has the name `")
        .hasMessageEndingWith("`, which is not a plain path")
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\u0000", "\u202e"));
  }

  @Test
  void namesAreUtf8() throws Exception {
    byte[] crafted = Crafted.empty().with("abc", "x").toBytes();
    for (int at = 0; at < crafted.length; at++) {
      crafted[at] = crafted[at] == 'b' ? (byte) 0xC3 : crafted[at];
    }
    Archives.assertRefused(crafted, Problem.MALFORMED, "a member's name is not UTF-8");
  }

  @Test
  void noMemberStandsTwice() throws Exception {
    Archives.assertRefused(
        Crafted.of(archive).with("plan.json", "{}").toBytes(),
        Problem.MALFORMED,
        "the archive has `plan.json` twice");
    Archives.assertRefused(
        Crafted.of(archive).with("Plan.JSON", "{}").toBytes(),
        Problem.MALFORMED,
        "the archive has `Plan.JSON` twice");
  }

  @Test
  void membersAreNotTooMany() {
    var many = Crafted.empty();
    for (int at = 0; at <= ZipReader.MAX_MEMBERS; at++) {
      many.with("m" + at, "");
    }
    Archives.assertRefused(
        many.toBytes(), Problem.TOO_LARGE, "the archive has more than 128 members");
  }

  @Test
  void nothingIsUnpackedSoNothingCanSwell() throws Exception {
    Archives.assertRefused(
        zipped(ZipEntry.DEFLATED, "x".repeat(1 << 20)),
        Problem.MALFORMED,
        "`manifest.json` is compressed, which no compiled pack is");
  }

  @Test
  void zipFilesOfOtherProgramsAreRefused() throws Exception {
    assertUnusable(zipped(ZipEntry.STORED, "{}"), "a stored ZIP of the JDK");
  }

  @Test
  void linksAreNoMembers() throws Exception {
    byte[] linked = bytes.clone();
    ByteBuffer file = ByteBuffer.wrap(linked).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(linked.length - 6);
    // What `zip --symlinks` writes: made on Unix, rights of a link.
    file.putShort(directory + 4, (short) (3 << 8 | 20));
    file.putInt(directory + 38, 0xA1FF0000);
    Archives.assertRefused(linked, Problem.MALFORMED, "`manifest.json` is no plain file");
  }

  @Test
  void sizesAreWhatTheFileHas() {
    byte[] swollen = bytes.clone();
    ByteBuffer file = ByteBuffer.wrap(swollen).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(swollen.length - 6);
    file.putInt(directory + 20, Integer.MAX_VALUE).putInt(directory + 24, Integer.MAX_VALUE);
    Archives.assertRefused(
        swollen, Problem.MALFORMED, "`manifest.json` is not where the table of contents says");
  }

  @Test
  void aLargeFileIsNotRead() {
    Archives.assertRefused(
        new byte[ZipReader.MAX_BYTES + 1],
        Problem.TOO_LARGE,
        "the archive is larger than 67108864 bytes");
  }

  @Test
  void membersAreThoseOfTheManifest() throws Exception {
    Archives.assertRefused(
        Crafted.of(archive).replacing(1, "{}").toBytes(),
        Problem.TAMPERED,
        "`plan.json` is not the one that the manifest lists");
    Archives.assertRefused(
        Crafted.of(archive).replacing(2, Archives.PACK.replace("1.2.3", "9.9.9")).toBytes(),
        Problem.TAMPERED,
        "`sources/policy-config.yaml` is not the one that the manifest lists");
    Archives.assertRefused(
        Crafted.of(archive).without(3).with("sources/z.yaml", "").toBytes(),
        Problem.TAMPERED,
        "the archive's members are not those that its manifest lists");
    Archives.assertRefused(
        Crafted.of(archive).without(2).toBytes(),
        Problem.TAMPERED,
        "the archive's members are not those that its manifest lists");
    Archives.assertRefused(
        Crafted.of(archive).swapping(1, 2).toBytes(),
        Problem.TAMPERED,
        "the archive's members are not those that its manifest lists");
  }

  @Test
  void manifestsSayNothingMore() throws Exception {
    String manifest = Crafted.of(archive).text(0);
    Archives.assertRefused(
        manifest(manifest.replace("\"format\":1,\"language\"", "\"format\":3,\"language\"")),
        Problem.NEWER_FORMAT,
        "the archive is written in format 3, this version reads format 2");
    Archives.assertRefused(
        manifest(manifest.replaceFirst("\\{", "{\"approved\":\"yes\",")),
        Problem.MALFORMED,
        "`manifest.json` holds more than a manifest, or is not canonical JSON");
    Archives.assertRefused(
        manifest(" " + manifest),
        Problem.MALFORMED,
        "`manifest.json` holds more than a manifest, or is not canonical JSON");
    Archives.assertRefused(
        manifest("[".repeat(5_000)), Problem.MALFORMED, "`manifest.json` is not a JSON object");
    Archives.assertRefused(
        manifest("{\"format\":1,\"format\":1}"),
        Problem.MALFORMED,
        "`manifest.json` is not a JSON object");
    Archives.assertRefused(
        manifest("{\"format\":\"1\"}"),
        Problem.MALFORMED,
        "`format` of `manifest.json` is missing or no whole number");
    Archives.assertRefused(
        Crafted.of(archive).without(0).toBytes(),
        Problem.MALFORMED,
        "the archive does not begin with a manifest");
  }

  @Test
  void aSignatureOfSomethingElseIsNone() throws Exception {
    String envelope = Crafted.of(archive).text(3);
    Archives.assertRefused(
        envelope(envelope.replace("pack-manifest", "shopping-list")),
        Problem.MALFORMED,
        "`signatures.dsse.json` signs something that is no manifest");
    String other = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));
    Archives.assertRefused(
        envelope(envelope.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":\"" + other + "\"")),
        Problem.TAMPERED,
        "the signatures are those of another manifest than the archive's");
    Archives.assertRefused(
        envelope(envelope.replaceFirst("\"signatures\":.*", "\"signatures\":[]}")),
        Problem.MALFORMED,
        "`signatures.dsse.json` has no signature, or more than 16");
  }

  @Test
  void anotherKeysSignatureUnderAKnownIdDoesNotHold() throws Exception {
    SigningKey stranger = SigningKey.generate();
    byte[] forged =
        envelope(
            Crafted.of(Archives.of(folder.resolve("again")).signedBy(stranger))
                .text(3)
                .replace(stranger.verificationKey().id(), key.verificationKey().id()));

    assertThatThrownBy(() -> PackArchive.read(forged).requireSignature(key.verificationKey()))
        .isInstanceOf(ArchiveException.class)
        .hasMessageEndingWith("does not hold")
        .extracting(failure -> ((ArchiveException) failure).problem())
        .isEqualTo(Problem.BAD_SIGNATURE);
  }

  private byte[] manifest(String text) throws ArchiveException {
    return Crafted.of(archive).replacing(0, text).toBytes();
  }

  private byte[] envelope(String text) throws ArchiveException {
    return Crafted.of(archive).replacing(3, text).toBytes();
  }

  private void assertUnusable(byte[] changed, String how) {
    try {
      PackArchive.read(changed).requireSignature(key.verificationKey());
      fail("an archive passes with " + how);
    } catch (ArchiveException refused) {
      assertThat(refused.getMessage()).as(how).isNotBlank().doesNotContain("\n");
    }
  }

  private static byte[] zipped(int method, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      var entry = new ZipEntry("manifest.json");
      entry.setMethod(method);
      if (method == ZipEntry.STORED) {
        var sum = new CRC32();
        sum.update(content);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
      }
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }
}
