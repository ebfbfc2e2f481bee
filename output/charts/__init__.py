"""Charts of indicators: from a `Dataset` to data for one Vega-Lite specification, and the scripts that draw it.

`charts.chart_groups` gives the charts, `template.spec_template` the specification; `{**spec_template(), **chart.own()}` is what
Vega-Lite draws. `scripts.scripts` is what a page needs for that. Nothing is imported here: the build makes files of some modules.
"""
