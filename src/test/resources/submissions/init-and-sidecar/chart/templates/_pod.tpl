{{- define "flask.pod" -}}
metadata:
  labels:
    app: flask
    tier: web
spec:
  securityContext:
    fsGroup: 2000
  initContainers:
    - name: prepare
      image: ghcr.io/maria--p/prepare:1
      command: ["sh", "-c", "mkdir -p /app/data && chmod 0775 /app/data"]
      volumeMounts:
        - name: counter-data
          mountPath: /app/data
  containers:
    - name: log-shipper
      image: ghcr.io/maria--p/log-shipper:1
      args: ["-c", "/fluent-bit/etc/fluent-bit.conf"]
      volumeMounts:
        - name: counter-data
          mountPath: /var/log/app
          readOnly: true
    - name: flask
      image: mariap-student/flask-counter:3.0
      ports:
        - containerPort: 5000
          name: flask
      livenessProbe:
        exec:
          command: ["curl", "-fs", "http://localhost:5000/health"]
        initialDelaySeconds: 3
        periodSeconds: 5
      readinessProbe:
        exec:
          command: ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:5000/health')"]
        periodSeconds: 5
      volumeMounts:
        - name: counter-data
          mountPath: /app/data
{{- end -}}
