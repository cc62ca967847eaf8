package dev.keeptrail.gateway.console;

import dev.keeptrail.gateway.callers.Operator;
import java.time.Instant;

/**
 * Somebody who has logged in.
 *
 * @param form what every form that changes something has to bring along
 * @param ends when it is over, whatever happens
 */
public record Session(Operator operator, String form, Instant ends) {}
