package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.gateway.serving.UnknownGroups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which packs the callers of consumer groups get. */
final class GroupPackOptions {
  @Option(
      names = "--group-pack",
      paramLabel = "<group>=<file>",
      converter = Converter.class,
      description =
          "The pack for callers whose key has this consumer group (`kt auth token create"
              + " --consumer-group`): text, YAML, or a compiled pack (*.ktpack). Repeatable; needs"
              + " `--auth keys`, or `jwt` with `--jwt-claim consumer_group=<claim>`.")
  private List<GroupPack> packs = new ArrayList<>();

  @Option(
      names = "--unknown-groups",
      paramLabel = "refuse|common",
      converter = Words.UnknownGroupRules.class,
      completionCandidates = Words.UnknownGroupRules.class,
      description =
          "What becomes of callers whose consumer group has no pack of its own, where any group"
              + " has one: refused, or served with the pack for everybody. Keys without a group"
              + " always get that one. Default: refuse.")
  private @Nullable UnknownGroups unknown;

  /** A group and its pack. */
  record GroupPack(String group, Path file) {}

  UnknownGroups unknown() {
    return unknown == null ? UnknownGroups.REFUSE : unknown;
  }

  /**
   * The packs of groups beside the common one.
   *
   * @param signed whether packs must be signed, so that all of them must be compiled
   */
  Packs<PackOrigin> beside(PackOrigin common, boolean signed, CallerSettings callers)
      throws CommandFailedException {
    if (!packs.isEmpty() && !saysGroups(callers.check())) {
      throw new CommandFailedException(
          "`--group-pack` needs `--auth keys`, or `jwt` with `--jwt-claim consumer_group=<claim>`",
          "nothing else says which consumer group a caller belongs to");
    }
    if (packs.isEmpty() && unknown != null) {
      throw new CommandFailedException("`--unknown-groups` needs `--group-pack`", null);
    }
    SortedMap<String, PackOrigin> origins = new TreeMap<>();
    origins.put(Packs.COMMON, common);
    for (GroupPack pack : packs) {
      if (signed && !ArchiveFiles.isArchive(pack.file())) {
        throw new CommandFailedException(
            "the pack of consumer group `%s` cannot be signed".formatted(pack.group()),
            "with `--require-signature` every pack is a compiled one");
      }
      if (origins.put(pack.group(), common.at(pack.file())) != null) {
        throw new CommandFailedException(
            "consumer group `%s` has two packs".formatted(pack.group()), null);
      }
    }
    return new Packs<>(origins);
  }

  private static boolean saysGroups(CallerCheck check) {
    return check instanceof CallerCheck.Known known
        && (known.keys() != null
            || (known.tokens() != null && known.tokens().saysConsumerGroups()));
  }

  /** Reads {@code group=file}. */
  static final class Converter implements ITypeConverter<GroupPack> {
    @Override
    public GroupPack convert(String text) {
      int sign = text.indexOf('=');
      String group = sign < 0 ? "" : text.substring(0, sign);
      String file = text.substring(sign + 1);
      if (!BoundIdentity.isFit(group) || file.isBlank()) {
        throw new TypeConversionException(
            "expected the name of a consumer group and a file, such as partners=strict.yaml");
      }
      return new GroupPack(group, Path.of(file));
    }
  }
}
