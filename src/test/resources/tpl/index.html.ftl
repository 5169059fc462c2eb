<#-- In place of Allure's own: no analytics, and scripts run only if they carry this report's nonce. -->
<!DOCTYPE html>
<html dir="ltr" lang="${reportLanguage!"en"}">
<head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${reportUuid}'; style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; connect-src data: blob:; frame-src data: blob:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${reportName!"Allure Report"}</title>
    <link rel="icon" href="${faviconUrl}">
    <#list stylesUrls as styleUrl>
    <link rel="stylesheet" type="text/css" href="${styleUrl}">
    </#list>
</head>
<body>
    <div id="alert"></div>
    <div id="content">
        <span class="spinner">
            <span class="spinner__circle"></span>
        </span>
    </div>
    <div id="popup"></div>
    <script nonce="${reportUuid}">
        // Verdicts come first, not a share of them.
        if (!location.hash) { history.replaceState(null, '', '#suites'); }
        window.gtag = function () {};
    </script>
    <#list jsUrls as jsUrl>
    <script nonce="${reportUuid}" src="${jsUrl}"></script>
    </#list>
    <script nonce="${reportUuid}">
        window.reportDataReady = false;
        window.reportData = window.reportData || {};
        function d(name, value){
            return new Promise(function (resolve) {window.reportData[name] = value;resolve(true)});
        }
    </script>
    <script nonce="${reportUuid}">
      Promise.allSettled([
        <#list reportDataFiles as name, value>
        d('${name}','${value}'),
        </#list>
      ]).then(function(){window.reportDataReady = true;})
    </script>
</body>
</html>
