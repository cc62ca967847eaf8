package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.rule.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of plans. References to secrets are written, secrets never: a literal one shows
 * only that it is there.
 */
public final class PlanJson {
  /** Changes when the layout of plan JSON changes its meaning. */
  public static final int FORMAT = 1;

  private PlanJson() {}

  /** RFC 8785 canonical JSON: equal plans give equal text. */
  public static String canonical(PackPlan plan) {
    try {
      return new JsonCanonicalizer(write(plan, JsonWriter.compact())).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException("plan JSON is not readable as JSON", e);
    }
  }

  /** Indented JSON for people, in the plan's own order. */
  public static String pretty(PackPlan plan) {
    return write(plan, JsonWriter.indented());
  }

  /** What is kept of exchanges alone, on one line. */
  public static String compact(CapturePlan capture) {
    JsonWriter json = JsonWriter.compact();
    CaptureJson.write(capture, json);
    return json.toString();
  }

  /** Routing alone, on one line. */
  public static String compact(RoutingPlan routing) {
    JsonWriter json = JsonWriter.compact();
    RoutingJson.write(routing, json);
    return json.toString();
  }

  /** Rate limits alone, on one line. */
  public static String compact(RateLimits rates) {
    JsonWriter json = JsonWriter.compact();
    LimitsJson.write(rates, json);
    return json.toString();
  }

  /** Budgets alone, on one line. */
  public static String compact(List<Budget> budgets) {
    JsonWriter json = JsonWriter.compact();
    LimitsJson.write(budgets, json);
    return json.toString();
  }

  /** A cache alone, on one line. */
  public static String compact(ResponseCache cache) {
    JsonWriter json = JsonWriter.compact();
    LimitsJson.write(cache, json);
    return json.toString();
  }

  private static String write(PackPlan plan, JsonWriter json) {
    json.beginObject().name("format").value(FORMAT);
    writePack(plan.pack(), json);
    writeProviders(plan.providers(), json);
    writeChain(plan.chain(), json);
    json.name("gateway").beginObject();
    json.name("block_status").value(plan.gateway().blockStatus());
    // WHY: a setting that is not made leaves the digests of earlier versions as they were.
    if (plan.gateway().onUnscannable() != OnUnscannable.ALLOW) {
      json.name("on_unscannable").value(plan.gateway().onUnscannable().word());
    }
    if (!plan.gateway().repeats().equals(RefusedRepeats.DEFAULT)) {
      json.name(RepeatsJson.MEMBER);
      RepeatsJson.write(plan.gateway().repeats(), json);
    }
    if (!plan.gateway().routing().equals(RoutingPlan.NONE)) {
      json.name("routing");
      RoutingJson.write(plan.gateway().routing(), json);
    }
    LimitsJson.write(plan.gateway().limits(), json);
    if (!plan.gateway().capture().equals(CapturePlan.NONE)) {
      json.name("capture");
      CaptureJson.write(plan.gateway().capture(), json);
    }
    json.endObject();
    return json.endObject().toString();
  }

  private static void writePack(PackIdentity pack, JsonWriter json) {
    json.name("pack").beginObject();
    json.name("name").value(pack.name());
    json.name("version").value(pack.version());
    json.name("enabled").value(pack.enabled());
    writeIfPresent("description", pack.description(), json);
    json.endObject();
  }

  private static void writeProviders(List<ProviderPlan> providers, JsonWriter json) {
    json.name("providers").beginArray();
    for (ProviderPlan provider : providers) {
      json.beginObject();
      json.name("id").value(provider.id());
      json.name("provider").value(provider.provider());
      writeIfPresent("model", provider.model(), json);
      writeIfPresent("base_url", provider.baseUrl(), json);
      SecretRef secret = provider.secret();
      if (secret != null) {
        json.name("secret");
        writeSecret(secret, json);
      }
      writeAccess(provider.access(), json);
      DataPolicyJson.write(provider.dataPolicy(), json);
      json.endObject();
    }
    json.endArray();
  }

  private static void writeAccess(TargetAccess access, JsonWriter json) {
    writeIfPresent("deployment", access.deployment(), json);
    writeIfPresent("api_version", access.apiVersion(), json);
    writeIfPresent("api_key_header", access.keyHeader(), json);
    writeIfPresent("api_key_prefix", access.keyPrefix(), json);
    Integer timeout = access.timeoutSeconds();
    if (timeout != null) {
      json.name("timeout_seconds").value(timeout.intValue());
    }
    Integer version = access.httpVersion();
    if (version != null) {
      json.name("http_version").value(version.intValue());
    }
  }

  private static void writeChain(List<PolicyPlan> chain, JsonWriter json) {
    json.name("chain").beginArray();
    for (PolicyPlan policy : chain) {
      json.beginObject();
      json.name("name").value(policy.name());
      json.name("kind").value(policy.kind());
      json.name("enforcement").value(policy.mode().word());
      if (policy.streaming() != StreamingMode.REALTIME) {
        json.name("streaming_mode").value(policy.streaming().word());
      }
      json.name("settings");
      writeValue(policy.settings(), json);
      writePhases(policy.phases(), json);
      if (!policy.rules().isEmpty()) {
        json.name("rules");
        RuleJson.write(policy.rules(), json);
      }
      json.endObject();
    }
    json.endArray();
  }

  private static void writePhases(List<Phase> phases, JsonWriter json) {
    if (phases.isEmpty()) {
      return;
    }
    json.name("phases").beginArray();
    phases.forEach(phase -> json.value(phase.word()));
    json.endArray();
  }

  private static void writeIfPresent(String name, @Nullable String value, JsonWriter json) {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  /** A value of a setting. A secret shows where it is found, never what it is. */
  public static void writeValue(PlanValue value, JsonWriter json) {
    switch (value) {
      case PlanValue.Text text -> json.value(text.value());
      case PlanValue.Bool bool -> json.value(bool.value());
      case PlanValue.Int number -> json.value(number.value());
      case PlanValue.Decimal number -> json.value(number.value());
      case PlanValue.Secret secret -> writeSecret(secret.ref(), json);
      case PlanValue.Sequence sequence -> {
        json.beginArray();
        sequence.items().forEach(item -> writeValue(item, json));
        json.endArray();
      }
      case PlanValue.Mapping mapping -> {
        json.beginObject();
        mapping.entries().forEach((key, item) -> writeValue(item, json.name(key)));
        json.endObject();
      }
    }
  }

  static void writeSecret(SecretRef secret, JsonWriter json) {
    json.beginObject();
    switch (secret) {
      case SecretRef.Env env -> json.name("env").value(env.name());
      case SecretRef.File file -> json.name("file").value(file.path());
      case SecretRef.Store store -> json.name("store").value(store.name());
      case SecretRef.Literal literal -> json.name("literal").value(true);
    }
    json.endObject();
  }
}
