package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Names of accounts that programs and machines have and nobody is called by: what servers come
 * with, and what settings for them call the account of an application.
 */
final class SystemAccounts {
  private static final Set<String> NAMES =
      Set.of(
          "admin",
          "administrator",
          "administrador",
          "root",
          "sysadmin",
          "superuser",
          "superadmin",
          "sudo",
          "sa",
          "sys",
          "system",
          "guest",
          "anonymous",
          "anon",
          "nobody",
          "daemon",
          "default",
          "test",
          "tester",
          "testuser",
          "test_user",
          "test-user",
          "demo",
          "example",
          "app",
          "api",
          "apps",
          "appuser",
          "app_user",
          "app-user",
          "application",
          "service",
          "svc",
          "service_account",
          "service-account",
          "deploy",
          "deployer",
          "ci",
          "bot",
          "worker",
          "backup",
          "monitor",
          "monitoring",
          "readonly",
          "read_only",
          "readwrite",
          "replica",
          "replicator",
          "repl",
          "owner",
          "master",
          "db",
          "database",
          "dbuser",
          "db_user",
          "db-user",
          "dbadmin",
          "db_admin",
          "dbo",
          "dba",
          "pgadmin",
          "postgres",
          "postgresql",
          "mysql",
          "mariadb",
          "mongo",
          "mongodb",
          "redis",
          "rabbitmq",
          "kafka",
          "elastic",
          "elasticsearch",
          "kibana",
          "oracle",
          "cassandra",
          "neo4j",
          "clickhouse",
          "influxdb",
          "grafana",
          "prometheus",
          "keycloak",
          "minio",
          "minioadmin",
          "jenkins",
          "gitlab",
          "git",
          "sonar",
          "nexus",
          "airflow",
          "spark",
          "hadoop",
          "hdfs",
          "hive",
          "tomcat",
          "jboss",
          "wildfly",
          "weblogic",
          "nginx",
          "apache",
          "www-data",
          "wordpress",
          "drupal",
          "django",
          "rails",
          "laravel",
          "node",
          "docker",
          "vagrant",
          "ansible",
          "terraform",
          "vault",
          "consul",
          "ubuntu",
          "debian",
          "centos",
          "ec2-user",
          "azureuser",
          "azureadmin",
          "adminuser",
          "admin_user",
          "opc",
          "pi",
          "ftp",
          "ftpuser",
          "mail",
          "smtp",
          "ldap",
          "foo",
          "bar",
          "foobar",
          "myuser",
          "my_user",
          "my-user",
          "myusername",
          "my_username",
          "someuser",
          "some_user");

  private static final String SERVICE = "service";

  /** Services of systemd run under names of their own. */
  private static final String SERVICES = "systemd-";

  private SystemAccounts() {}

  static boolean holds(String name) {
    String folded = CaseFolding.fold(name);
    return NAMES.contains(folded) || folded.startsWith(SERVICES) || isConstant(folded);
  }

  /** Whether the label is the end of one for accounts that services have, as clusters know them. */
  static boolean areOfServices(ScannedText text, int label) {
    int at = text.at(label - 1) == ' ' ? label - 1 : label;
    int start = at - SERVICE.length();
    return start >= 0 && CaseFolding.fold(text.subSequence(start, at)).equals(SERVICE);
  }

  /** What a program knows a window or a file by: {@code 0x00a1}. */
  private static boolean isConstant(String name) {
    return name.startsWith("0x") && name.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
