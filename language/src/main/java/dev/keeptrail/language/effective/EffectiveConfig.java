package dev.keeptrail.language.effective;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.kind.SettingType;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a pack says, and what holds where it says nothing: layers merged, defaults filled
 * in, and each value with the file and line that it comes from. Policies outside the chain are left
 * out, and so are settings without effect, because neither acts.
 */
public final class EffectiveConfig {
  private final List<EffectiveValue> values = new ArrayList<>();

  private EffectiveConfig() {}

  /**
   * The values, in the order of a {@code policy-config.yaml}.
   *
   * @throws IllegalArgumentException when the pack has errors
   */
  public static List<EffectiveValue> of(CompiledPack pack, PackSchema schema) {
    PackPlan plan = pack.plan();
    if (plan == null) {
      throw new IllegalArgumentException("a pack with errors comes to nothing");
    }
    PackFile own = pack.files().getFirst();
    var config = new EffectiveConfig();
    config.section("pack.", own.pack(), PackSettings.PACK);
    for (int at = 0; at < own.targets().size(); at++) {
      config.section("providers.targets[" + at + "].", own.targets().get(at), PackSettings.TARGET);
    }
    config.chain(plan, own);
    for (PolicyPlan policy : plan.chain()) {
      config.policy(policy, decl(pack, policy), schema);
    }
    config.section("gateway.", own.gateway(), PackSettings.GATEWAY);
    return List.copyOf(config.values);
  }

  private static Optional<PolicyDecl> decl(CompiledPack pack, PolicyPlan policy) {
    return pack.files().stream()
        .flatMap(file -> file.policies().stream())
        .filter(decl -> decl.name().text().equals(policy.name()))
        .findFirst();
  }

  private void section(String prefix, @Nullable BlockDecl block, List<Setting> settings) {
    List<FieldDecl> fields = block == null ? List.of() : block.fields();
    new Walk(fields, false).block(prefix, settings, fields);
  }

  private void chain(PackPlan plan, PackFile own) {
    ChainDecl chain = own.chain();
    add(
        "policies.chain",
        texts(plan.chain().stream().map(PolicyPlan::name)),
        chain == null ? own.span() : chain.span());
  }

  private void policy(PolicyPlan policy, Optional<PolicyDecl> decl, PackSchema schema) {
    String prefix = "policy." + policy.name() + ".";
    List<FieldDecl> fields = decl.map(each -> each.block().fields()).orElse(List.of());
    if (!policy.kind().equals(policy.name())) {
      NameDecl kind = decl.map(PolicyDecl::kind).orElse(null);
      add(prefix + "kind", new PlanValue.Text(policy.kind()), kind == null ? null : kind.span());
    }
    var walk = new Walk(fields, true);
    walk.block(prefix, PackSettings.POLICY, fields);
    decl.filter(each -> !each.phases().isEmpty())
        .ifPresent(each ->
            add(
                prefix + "on",
                texts(each.phases().stream().map(NameDecl::text)),
                each.phases().getFirst().span()));
    schema.kinds().stream()
        .filter(kind -> kind.name().equals(policy.kind()))
        .map(KindSchema::settings)
        .forEach(settings -> walk.block(prefix, settings, fields));
    List<RuleDecl> rules = decl.map(PolicyDecl::rules).orElse(List.of());
    for (int at = 0; at < rules.size(); at++) {
      NameDecl name = rules.get(at).name();
      add(prefix + "rules[" + at + "].name", new PlanValue.Text(name.text()), name.span());
    }
  }

  private static PlanValue texts(Stream<String> texts) {
    return new PlanValue.Sequence(texts.<PlanValue>map(PlanValue.Text::new).toList());
  }

  private void add(String path, PlanValue value, @Nullable Span place) {
    values.add(new EffectiveValue(path, value, place));
  }

  /** Goes through the fields of one block. */
  private final class Walk {
    private final List<FieldDecl> root;
    private final boolean whole;

    /**
     * Begins at a block.
     *
     * @param root what aliases are looked up in
     * @param whole whether blocks that nobody wrote have defaults all the same
     */
    Walk(List<FieldDecl> root, boolean whole) {
      this.root = root;
      this.whole = whole;
    }

    void block(String prefix, List<Setting> settings, List<FieldDecl> fields) {
      for (Setting setting : settings) {
        if (!setting.inert() && !(setting.type() instanceof SettingType.Unavailable)) {
          setting(prefix + setting.name(), setting, written(setting, fields).orElse(null));
        }
      }
    }

    private Optional<ValueDecl> written(Setting setting, List<FieldDecl> fields) {
      return WrittenValues.at(fields, List.of(setting.name()))
          .or(() ->
              setting.aliases().stream()
                  .flatMap(
                      alias -> WrittenValues.at(root, List.of(alias.split("\\.", -1))).stream())
                  .findFirst());
    }

    private void setting(String path, Setting setting, @Nullable ValueDecl written) {
      switch (setting.type()) {
        case SettingType.Block block
            when written == null || written instanceof ValueDecl.Mapping -> {
          if (written != null || whole) {
            block(path + ".", block.fields(), fields(written));
          }
        }
        case SettingType.MapOf(SettingType.Block block, int _)
            when written instanceof ValueDecl.Mapping named && !named.fields().isEmpty() ->
            named
                .fields()
                .forEach(each ->
                    block(path + "." + each.name() + ".", block.fields(), fields(each.value())));
        case SettingType.ListOf(SettingType.Block block, int _)
            when written instanceof ValueDecl.Sequence list && !list.items().isEmpty() -> {
          for (int at = 0; at < list.items().size(); at++) {
            block(path + "[" + at + "].", block.fields(), fields(list.items().get(at)));
          }
        }
        default -> leaf(path, setting, written);
      }
    }

    private void leaf(String path, Setting setting, @Nullable ValueDecl written) {
      if (written != null && !(written instanceof ValueDecl.Nothing)) {
        add(path, WrittenValues.of(setting.name(), setting.type(), written), written.span());
      } else if (setting.defaultValue() != null) {
        add(path, setting.defaultValue(), null);
      }
    }

    private static List<FieldDecl> fields(@Nullable ValueDecl value) {
      return value instanceof ValueDecl.Mapping mapping ? mapping.fields() : List.of();
    }
  }
}
