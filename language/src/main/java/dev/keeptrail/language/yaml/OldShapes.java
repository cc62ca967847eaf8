package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.Span;
import java.util.Optional;
import java.util.Set;

/** Knows documents that were written for another shape, so that they get one clear answer. */
final class OldShapes {
  private static final Set<String> OLD_SECTIONS = Set.of("input_policies", "output_policies");
  private static final String CURRENT =
      "the current shape is `pack: {name, version}`, `policies: {chain: [<kind>, ...]}` and"
          + " `policy: {<kind>: {...}}`";

  private OldShapes() {}

  /** Reports such a document; true when it is one. */
  static boolean report(YamlNode.Mapping root, Problems problems) {
    Optional<Span> old = oldShape(root);
    old.ifPresent(place ->
        problems.add(
            DiagnosticCode.OLD_SHAPE,
            place,
            "",
            "this document has the older shape with `version` and a list of policies",
            CURRENT));
    Optional<Span> single = old.isPresent() ? Optional.empty() : singlePolicy(root);
    single.ifPresent(place ->
        problems.add(
            DiagnosticCode.SINGLE_POLICY_DOCUMENT,
            place,
            "policy",
            "a document for one single policy is not available in this version",
            CURRENT));
    return old.isPresent() || single.isPresent();
  }

  private static Optional<Span> oldShape(YamlNode.Mapping root) {
    boolean hasPack = find(root, "pack").isPresent();
    for (YamlNode.Entry entry : root.entries()) {
      boolean policyList =
          entry.key().equals("policies") && entry.value() instanceof YamlNode.Sequence;
      boolean oldSection =
          !hasPack && (entry.key().equals("version") || OLD_SECTIONS.contains(entry.key()));
      if (policyList || oldSection) {
        return Optional.of(entry.keySpan());
      }
    }
    return Optional.empty();
  }

  private static Optional<Span> singlePolicy(YamlNode.Mapping root) {
    if (find(root, "pack").isPresent() || find(root, "policies").isPresent()) {
      return Optional.empty();
    }
    return find(root, "policy")
        .filter(entry -> entry.value() instanceof YamlNode.Mapping policy && namesPolicy(policy))
        .map(YamlNode.Entry::keySpan);
  }

  private static boolean namesPolicy(YamlNode.Mapping policy) {
    return find(policy, "name").filter(e -> e.value() instanceof YamlNode.Scalar).isPresent();
  }

  private static Optional<YamlNode.Entry> find(YamlNode.Mapping mapping, String key) {
    return mapping.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }
}
