/**
 * A sink for Apache Kafka: the decisions of a ledger, sent to a topic at least once, in order for
 * each key, and never on the way of a request.
 */
@NullMarked
package dev.keeptrail.kafka;

import org.jspecify.annotations.NullMarked;
