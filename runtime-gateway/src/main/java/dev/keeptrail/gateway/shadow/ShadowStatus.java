package dev.keeptrail.gateway.shadow;

import java.util.SortedMap;

/**
 * How a candidate fares.
 *
 * @param group the consumer group whose traffic it is shown; empty for the common pack's
 * @param changes how many exchanges by the word of their change, since it was read
 */
public record ShadowStatus(
    String group, String label, String digest, SortedMap<String, Long> changes) {}
