package dev.keeptrail.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  @Test
  void writesCanonicalJson() {
    Map<String, PlanValue> settings = new LinkedHashMap<>();
    settings.put("z", new PlanValue.Decimal(1.0));
    settings.put(
        "a", new PlanValue.Sequence(List.of(new PlanValue.Int(2), new PlanValue.Text("é\n"))));
    settings.put("k", new PlanValue.Secret(new SecretRef.File("/k")));
    PackPlan plan =
        new PackPlan(
            new PackIdentity("p", "1.0.0", true, null),
            List.of(new ProviderPlan("a", "openai", "m", "https://x", new SecretRef.Env("KEY"))),
            List.of(new PolicyPlan("k", "k", PolicyMode.SHADOW, new PlanValue.Mapping(settings))),
            GatewayPlan.DEFAULT);
    assertThat(PlanJson.canonical(plan))
        .isEqualTo(
            "{\"chain\":[{\"enforcement\":\"shadow\",\"kind\":\"k\",\"name\":\"k\","
                + "\"settings\":{\"a\":[2,\"é\\n\"],\"k\":{\"file\":\"/k\"},\"z\":1}}],"
                + "\"format\":1,\"gateway\":{\"block_status\":409},"
                + "\"pack\":{\"enabled\":true,\"name\":\"p\",\"version\":\"1.0.0\"},"
                + "\"providers\":[{\"base_url\":\"https://x\",\"id\":\"a\",\"model\":\"m\","
                + "\"provider\":\"openai\",\"secret\":{\"env\":\"KEY\"}}]}");
    assertThat(PlanDigest.of(plan)).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void leavesLiteralSecretsOutOfTextAndDigest() {
    PackPlan one = withSecret(new SecretRef.Literal("SECRET-ONE"));
    PackPlan other = withSecret(new SecretRef.Literal("SECRET-TWO"));
    assertThat(PlanJson.canonical(one) + PlanJson.pretty(one) + one).doesNotContain("SECRET");
    assertThat(PlanDigest.of(one)).isEqualTo(PlanDigest.of(other));
    assertThat(PlanDigest.of(one)).isNotEqualTo(PlanDigest.of(withSecret(null)));
  }

  @Test
  void indentsForPeople() {
    assertThat(PlanJson.pretty(withSecret(null)))
        .isEqualTo(
            """
            {
              "format": 1,
              "pack": {
                "name": "p",
                "version": "1.0.0",
                "enabled": true,
                "description": "d"
              },
              "providers": [
                {
                  "id": "a",
                  "provider": "openai"
                }
              ],
              "chain": [],
              "gateway": {
                "block_status": 409
              }
            }\
            """);
  }

  private static PackPlan withSecret(@Nullable SecretRef secret) {
    return new PackPlan(
        new PackIdentity("p", "1.0.0", true, "d"),
        List.of(new ProviderPlan("a", "openai", null, null, secret)),
        List.of(),
        GatewayPlan.DEFAULT);
  }
}
