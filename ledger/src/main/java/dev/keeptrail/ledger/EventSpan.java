package dev.keeptrail.ledger;

/**
 * Numbers between which all decisions of a time are, so that nothing else has to be looked at.
 * Those of another time can be among them, because events are numbered as they are recorded.
 *
 * @param after what is looked for has greater numbers
 * @param last what is looked for has no greater number; not above {@code after} if there is nothing
 */
public record EventSpan(long after, long last) {}
