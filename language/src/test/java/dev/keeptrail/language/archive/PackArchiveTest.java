package dev.keeptrail.language.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackArchiveTest {
  @TempDir Path folder;

  @Test
  void holdsPlanSourcesAndManifest() throws Exception {
    PackArchive archive = PackArchive.read(Archives.of(folder).toBytes());

    assertThat(archive.manifest().label()).isEqualTo("small@1.2.3");
    assertThat(archive.manifest().compiler()).isEqualTo(Archives.COMPILER);
    assertThat(archive.manifest().language()).isEqualTo(1);
    assertThat(archive.manifest().tests()).isNull();
    assertThat(archive.entry()).isEqualTo("policy-config.yaml");
    assertThat(archive.sources())
        .singleElement()
        .satisfies(source ->
            assertThat(new String(source.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(Archives.PACK));
    assertThat(archive.claimedKeyIds()).isEmpty();
  }

  @Test
  void planIsWhatItsSourcesCompileTo() throws Exception {
    PackArchive archive = PackArchive.read(Archives.of(folder).toBytes());
    PackPlan again =
        Objects.requireNonNull(
            ArchivedSources.compile(archive, Archives.COMPILING).plan(), "a plan");

    assertThat(PlanDigest.of(again)).isEqualTo(archive.manifest().planDigest());
    assertThat(archive.planJson()).isEqualTo(PlanJson.canonical(again));
  }

  @Test
  void sameSourcesGiveTheSameBytesWhereverAndWheneverTheyAreBuilt() throws Exception {
    byte[] here = Archives.of(folder.resolve("one")).toBytes();
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      byte[] there = Archives.of(folder.resolve("another/place")).toBytes();
      assertThat(there).isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void anyUnpackerOpensIt() throws Exception {
    byte[] bytes = Archives.of(folder).signedBy(SigningKey.generate()).toBytes();
    List<String> names = new ArrayList<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        zip.readAllBytes();
      }
    }
    assertThat(names)
        .containsExactly(
            "manifest.json", "plan.json", "sources/policy-config.yaml", "signatures.dsse.json");
  }

  @Test
  void keepsSourcesAsWritten() throws Exception {
    String marked = "\uFEFF" + Archives.PACK.replace("\n", "\r\n");
    PackArchive archive = Archives.of(folder, marked);

    assertThat(new String(archive.sources().getFirst().bytes(), StandardCharsets.UTF_8))
        .isEqualTo(marked);
    assertThat(archive.manifest().planDigest())
        .isEqualTo(Archives.of(folder.resolve("plain")).manifest().planDigest());
  }

  @Test
  void importsTravelWithThePack() throws Exception {
    Path lists = Files.createDirectory(folder.resolve("lists"));
    Files.writeString(lists.resolve("limits.yaml"), "define:\n  limit: 3\n");
    Path packs = Files.createDirectory(folder.resolve("packs"));
    PackArchive archive =
        PackArchive.read(
            Archives.of(packs, Archives.PACK + "imports: [../lists/limits.yaml]\n").toBytes());

    assertThat(archive.sources())
        .extracting(PackArchive.Source::path)
        .containsExactly("lists/limits.yaml", "packs/policy-config.yaml");
    assertThat(archive.entry()).isEqualTo("packs/policy-config.yaml");
    assertThat(ArchivedPlan.of(archive, Archives.COMPILING, Archives.COMPILER).pack().name())
        .isEqualTo("small");
  }

  @Test
  void importsAreFoundInTheArchiveAndNowhereElse() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside.yaml"), "define:\n  limit: 3\n");
    Path packs = Files.createDirectory(folder.resolve("packs"));
    PackArchive honest = Archives.of(packs, Archives.PACK + "imports: [../outside.yaml]\n");
    assertThat(outside).exists();
    PackArchive alone =
        new PackArchive(
            honest.manifest(),
            ZipReader.read(honest.toBytes()).stream()
                .filter(member -> !member.name().endsWith("outside.yaml"))
                .skip(1)
                .toList(),
            null);

    assertThat(ArchivedSources.compile(alone, Archives.COMPILING).hasErrors()).isTrue();
    assertThatThrownBy(() -> ArchivedPlan.of(alone, Archives.COMPILING, Archives.COMPILER))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the archive's sources have errors");
  }

  @Test
  void planIsHeldAgainstTheSources() throws Exception {
    PackArchive honest = Archives.of(folder);
    PackArchive other =
        Archives.of(folder.resolve("other"), Archives.PACK.replace("1.2.3", "6.6.6"));
    Member plan = ZipReader.read(other.toBytes()).get(1);
    Member source = ZipReader.read(honest.toBytes()).get(2);
    PackManifest claimed = other.manifest();
    PackArchive forged =
        new PackArchive(
            new PackManifest(
                claimed.name(),
                claimed.version(),
                1,
                claimed.compiler(),
                claimed.planDigest(),
                claimed.entry(),
                List.of(claimed.members().getFirst(), honest.manifest().members().getLast()),
                null,
                null),
            List.of(plan, source),
            null);
    PackArchive read = PackArchive.read(forged.toBytes());

    assertThatThrownBy(() -> ArchivedPlan.of(read, Archives.COMPILING, Archives.COMPILER))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the archive's plan is not what its sources say")
        .extracting(failure -> ((ArchiveException) failure).problem())
        .isEqualTo(Problem.TAMPERED);
    assertThatThrownBy(() -> ArchivedPlan.of(read, Archives.COMPILING, "keeptrail 2.0.0"))
        .isInstanceOf(ArchiveException.class)
        .extracting(failure -> ((ArchiveException) failure).problem())
        .isEqualTo(Problem.OTHER_COMPILER);
  }

  @ParameterizedTest
  @CsvSource({"\"small\", \"other\"", "\"1.2.3\", \"9.9.9\"", "'\"language\":1', '\"language\":2'"})
  void aManifestThatCallsThePackSomethingElseIsNoneOfIt(String written, String forged)
      throws Exception {
    Crafted crafted = Crafted.of(Archives.of(folder));
    String manifest = crafted.text(0).replace(written, forged);
    PackArchive read = PackArchive.read(crafted.replacing(0, manifest).toBytes());

    assertThatThrownBy(() -> ArchivedPlan.of(read, Archives.COMPILING, Archives.COMPILER))
        .isInstanceOf(ArchiveException.class)
        .hasMessageStartingWith("the manifest says `")
        .hasMessageEndingWith(", and the sources `small@1.2.3` in language 1")
        .extracting(failure -> ((ArchiveException) failure).problem())
        .isEqualTo(Problem.TAMPERED);
  }

  @Test
  void takesNoPackThatHoldsASecret() {
    String pack =
        Archives.PACK.replace(
            "provider: simulated", "provider: openai\n      api_key: sk-not-to-travel");

    assertThatThrownBy(() -> Archives.of(folder, pack))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the pack holds a secret, which must not travel in an archive");
  }

  @Test
  void recordsWhatItsTestsCameTo() throws Exception {
    Path file = Files.writeString(folder.resolve("p.yaml"), Archives.PACK);
    PackArchive built =
        ArchiveBuilder.build(
            Archives.COMPILING.compileFile(file),
            Archives.COMPILER,
            new TestAttestation(3, 2, 1, "drools"),
            null);

    assertThat(PackArchive.read(built.toBytes()).manifest().tests())
        .isEqualTo(new TestAttestation(3, 2, 1, "drools"));
  }

  @Test
  void recordsWhatAReplayCameTo() throws Exception {
    Path file = Files.writeString(folder.resolve("p.yaml"), Archives.PACK);
    var replay =
        new ReplayAttestation(
            "sha256:" + "ab".repeat(32),
            "sha256:" + "cd".repeat(32),
            7,
            Map.of("weakened", 1L, "redaction", 2L, "same", 4L),
            "2026-11-25");
    PackArchive built =
        ArchiveBuilder.build(Archives.COMPILING.compileFile(file), Archives.COMPILER, null, replay);
    PackArchive again =
        ArchiveBuilder.build(Archives.COMPILING.compileFile(file), Archives.COMPILER, null, replay);

    assertThat(again.toBytes()).isEqualTo(built.toBytes());
    PackManifest read = PackArchive.read(built.toBytes()).manifest();
    assertThat(read.replay()).isEqualTo(replay);
    assertThat(read.format()).isEqualTo(2);
    assertThat(replay.flipped()).isEqualTo(3);
    assertThat(Archives.of(folder).manifest().format()).isEqualTo(1);
  }

  @Test
  void provesEachSigner() throws Exception {
    SigningKey one = SigningKey.generate();
    SigningKey other = SigningKey.generate();
    PackArchive signed =
        PackArchive.read(Archives.of(folder).signedBy(one).signedBy(other).toBytes());

    signed.requireSignature(one.verificationKey());
    signed.requireSignature(VerificationKey.parse(other.verificationKey().toPem()));
    assertThat(signed.claimedKeyIds())
        .containsExactlyInAnyOrder(one.verificationKey().id(), other.verificationKey().id());
    assertThat(signed.signedBy(one).toBytes()).isEqualTo(signed.toBytes());
  }

  @Test
  void refusesTheWrongKeyAndNoKey() throws Exception {
    PackArchive unsigned = Archives.of(folder);
    VerificationKey stranger = SigningKey.generate().verificationKey();

    assertUnproved(unsigned, stranger, "the archive is not signed at all");
    assertUnproved(
        unsigned.signedBy(SigningKey.generate()), stranger, "the archive names 1 other key(s)");
  }

  @Test
  void refusesASignatureTakenFromAnotherArchive() throws Exception {
    SigningKey key = SigningKey.generate();
    PackArchive mine = Archives.of(folder);
    PackArchive other =
        Archives.of(folder.resolve("other"), Archives.PACK.replace("1.2.3", "6.6.6"));
    byte[] swapped = Crafted.of(mine).with(Crafted.of(other.signedBy(key)).last()).toBytes();

    Archives.assertRefused(
        swapped,
        Problem.TAMPERED,
        "the signatures are those of another manifest than the archive's");
  }

  private static void assertUnproved(PackArchive archive, VerificationKey key, String signers) {
    assertThatThrownBy(() -> archive.requireSignature(key))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            failure -> {
              assertThat(failure).hasMessage("there is no signature by key " + key.id());
              assertThat(failure.problem()).isEqualTo(Problem.UNSIGNED);
              assertThat(failure.hint()).isEqualTo(signers);
            });
  }
}
