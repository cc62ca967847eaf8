package dev.keeptrail.language.plan;

/**
 * One entry of the chain, resolved.
 *
 * @param name what traces and events call the policy; today the kind's name, unique in the chain
 * @param kind the policy kind that interprets the settings
 * @param mode whether decisions are carried out
 * @param settings every field of the kind that has a value, defaults filled in
 */
public record PolicyPlan(String name, String kind, PolicyMode mode, PlanValue.Mapping settings) {}
