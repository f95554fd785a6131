"""`visavis explain`: why a rule exists, and what breaks and keeps it."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say why RULE exists, with a bad and a good example; without RULE, list all rules.

    RULE is the name in brackets behind error or warning, such as unknown-key.
    """
    from visavis.checking.explanations import explained, explanations
    from visavis.load.words import did_you_mean

    every = explanations()
    if rule is None:
        width = max(map(len, every))
        click.echo("\n".join(f"{one.rule:{width}}  {one.asks}" for one in every.values()))
    elif rule in every:
        click.echo(explained(every[rule]))
    else:
        fix = did_you_mean(rule, list(every), "visavis explain lists all.")
        raise click.UsageError(f"No rule has the name {rule}: {fix}")
