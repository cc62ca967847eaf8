package dev.keeptrail.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.Credential;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WhoseTest {
  @Test
  void aTeamThatTheOperatorHasBoundIsNotAnotherInEachOrganisationThatIsSaid() {
    Claims bound = team("red", null, "said");
    assertThat(Whose.team(bound)).isEqualTo(Whose.team(team("red", null, "also said")));
    assertThat(Whose.team(bound)).isEqualTo(Whose.team(team("red", null, null)));
    assertThat(Whose.team(team("red", "acme", null)))
        .isNotEqualTo(Whose.team(team("red", "other", null)))
        .isNotEqualTo(Whose.team(bound));
  }

  @Test
  void whatIsSaidIsOfTheOrganisationThatIsBoundOrElseSaid() {
    assertThat(Whose.user(said("ana", "acme"))).isNotEqualTo(Whose.user(said("ana", "other")));
    assertThat(Whose.user(team("red", "acme", "acme"))).isEqualTo(Whose.user(said("ana", "acme")));
    assertThat(Whose.user(team("red", null, "acme")))
        .as("a name that is said, beside a team that is bound")
        .isEqualTo(Whose.user(said("ana", "acme")))
        .isNotEqualTo(Whose.user(team("red", null, "other")));
    assertThat(Whose.agent(said("ana", "acme"))).isNull();
    assertThat(Whose.key(said("ana", "acme"))).isNull();
    assertThat(Whose.key(team("red", null, null))).isEqualTo(Whose.name(null, "key_1"));
  }

  @Test
  void noNameReachesIntoAnother() {
    List<String> names =
        List.of(
            Whose.name(null, "4:acme/red"),
            Whose.name(null, "4:acme/red="),
            Whose.name("acme", "red"),
            Whose.name("acme", "red+"),
            Whose.name("acme/red", "blue"),
            Whose.name("acme", "red/blue"),
            Whose.name(null, "-"));
    assertThat(names).doesNotHaveDuplicates().doesNotContain("-");
  }

  /** The holder of a key that is bound to a team and maybe an organisation; the rest is said. */
  private static Claims team(String team, @Nullable String org, @Nullable String said) {
    var bound = new BoundIdentity(null, team, org, null, null, List.of(), null);
    return new Claims(
        "ana",
        team,
        org == null ? said : org,
        null,
        null,
        null,
        null,
        true,
        false,
        new Credential("key_1", bound));
  }

  private static Claims said(String user, String org) {
    return new Claims(user, null, org, null, null, null, null, false, false, null);
  }
}
