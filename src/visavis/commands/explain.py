"""`visavis explain`: why a rule exists, and what breaks and keeps it."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say why RULE exists, with a bad and a good example; without RULE, list all rules by what they are about.

    RULE is the name in brackets behind error or warning, such as unknown-key.
    """
    from visavis.checking.explanations import explained, explanations
    from visavis.load.rule_names import GROUPS, WARNINGS
    from visavis.load.words import did_you_mean

    every = explanations()
    if rule is None:
        width = max(map(len, every))
        for group, rules in GROUPS.items():
            about = " (with --strict they count as errors)" if group == WARNINGS else ""
            click.echo(f"{group}{about}")
            click.echo("\n".join(f"  {rule:{width}}  {asks}" for rule, asks in rules.items()) + "\n")
        click.echo("Why, with a bad and a good example: visavis explain RULE")
    elif rule in every:
        click.echo(explained(every[rule]))
    else:
        fix = did_you_mean(rule, list(every), "visavis explain lists all.")
        raise click.UsageError(f"No rule has the name {rule}: {fix}")
