"""`report.html`: a dataset as one page that works offline, in any browser, without a server.

`page.py` puts it together: the template, the texts of its language, the rows packed small (`payload.py`), the scripts and the style
(`bundle.py`), and the policy that keeps everything else out. What a browser does with it is in `assets/`.
"""
